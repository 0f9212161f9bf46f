/** The place of the cells of a machine-readable line on its strip. */

export interface Grid {
  /** The left edge of the first cell, the pitch and the vertical middle, in pixels of the strip. */
  readonly start: number
  readonly pitch: number
  readonly middle: number
  /** How far perspective moves the middle of the line along it, and how much the line rises from end to end. */
  readonly bow: number
  readonly climb: number
  /**
   * The slant of letters relative to their height, and their height relative to the type. Perspective changes both.
   */
  readonly lean: number
  readonly stretch: number
}

/** The ink of a strip. */
export interface InkStrip {
  readonly ink: Float32Array
  readonly width: number
  readonly height: number
}
