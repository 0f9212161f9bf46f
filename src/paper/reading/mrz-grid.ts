/** How a line of a machine-readable zone lies on its strip. */

export interface Grid {
  /** Left edge of the first cell, pitch and middle height, pixels of the strip. */
  readonly start: number
  readonly pitch: number
  readonly middle: number
  /** How far perspective pushes the middle of the line along it, and how far the line climbs from end to end. */
  readonly bow: number
  readonly climb: number
  /**
   * How far letters lean, in their own height, and how much higher they are than in the type: perspective does both.
   */
  readonly lean: number
  readonly stretch: number
}

/** A strip as ink, with room around. */
export interface InkStrip {
  readonly ink: Float32Array
  readonly width: number
  readonly height: number
}
