/** What `npm run central -- --help` prints. */
export const HELP = `The central store of the DES counter.

  npm run central -- init [--data DIR] [--demonstration]
      Makes a new store in a folder that has none.
  npm run central -- serve [--data DIR] [--host HOST] [--port N] [--public-url URL]
          [--public-port N [--public-host HOST]] [--trusted-proxy ADDRESS]…
      Runs the server until Ctrl+C. If no workstation is enrolled yet, prints a one-time code that enrols the first.
  npm run central -- enrolment-code [--data DIR]
      Prints a one-time code that enrols one workstation within 24 hours.
  npm run central -- create-user USERNAME --name NAME --role clerk|supervisor|administrator|auditor [--data DIR]
      Creates a user. The password is read from the first line of standard input.
  npm run central -- verify-audit [--data DIR] [--heads FILE]
      Verifies the whole audit chain against the signed heads beside the database, and those in FILE, a copy of
      heads/audit-heads.jsonl that was kept elsewhere. Exit status 0: intact, 1: not intact, 2: could not be read.
  npm run central -- accept-store --explanation TEXT [--data DIR]
      Goes on with a store that lost commits or its signed heads, with the explanation on the record. Every desk then
      stops and asks what to do, because its own data may be newer. Exit status 1: nothing is missing.
  npm run central -- check [--data DIR]
      Reads every page, the audit and every attached file. Exit status 0: all as written, 1: not.
  npm run central -- verify-registry [--data DIR]
      Lists what became of every number of every year: registered, voided with a reason, or still leased to a desk.
      Exit status 0: all accounted for, 1: not, 2: could not be read.
  npm run central -- retire-desk N --explanation TEXT [--data DIR]
      Leases no more numbers to desk N and voids its unused ones, with the explanation on the record.
      Registrations that the desk has not sent yet are still accepted.

  npm run central -- house [--data DIR]
      Prints the data of this house that its papers show, from house.json, or the errors in that file.
      Exit status 0: valid, 1: missing or invalid.

  --data DIR        the folder of the store (default: central-data)
  --host HOST       address to listen on (default: 127.0.0.1; any other address needs a TLS proxy in front)
  --port N          port (default: 8440)
  --public-port N   a listener of its own for /verify, which the port of the workstations then does not answer
  --public-host HOST  address of that listener (default: 127.0.0.1)
  --trusted-proxy ADDRESS  a proxy, or a network of them (10.0.0.0/24), whose X-Forwarded-For is believed; may be repeated
  --public-url URL  public address of /verify, printed on papers unless house.json has a verifyUrl
                    (default: the address it listens on)
  --demonstration   marks a new store as a demonstration; it creates its own seal, without legal value

Files in DIR:
  store.sqlite      the database
  keys/             master key, seal.p12 and seal.password; mode 0600, back them up separately
  attachments/      attached files
  house.json        name, address, telephone, email and fiscalCode of the house, verifyUrl (docs/operations.md);
                    required, but for a demonstration
`
