/** Papers are kept as files (`blob`), and their facts with the request: nothing ever read or wrote `paper_copy`. */
export const statements = [`DROP TABLE paper_copy`]
