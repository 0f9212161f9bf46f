import styles from './page-crop.module.css'

/** A part of a scanned page, one line high, to compare by eye with the value beside it. */
export function PageCrop({ image, alt }: { readonly image: string; readonly alt: string }) {
  return <img className={styles['crop']} src={image} alt={alt} data-personal="" />
}
