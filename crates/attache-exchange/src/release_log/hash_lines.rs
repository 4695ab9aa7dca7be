//! Proofs as text: a line after the other, the hashes in base64, an empty line, the signed checkpoint.

use std::fmt::Write as _;

use tlog_tiles::Hash;

use super::ProofFault;

/// No proof in a tree of 64-bit size has more hashes (RFC 6962 section 2.1).
const MAX_HASHES: usize = 64;

/// The lines of a proof, read from the first to the last.
pub(super) struct Lines<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, ProofFault> {
        match std::str::from_utf8(bytes) {
            Ok(rest) => Ok(Self { rest, line: 0 }),
            Err(_) => Err(ProofFault::Malformed { line: 1, expected: "text" }),
        }
    }

    /// That the line just read should have been something else.
    pub(super) const fn expected(&self, expected: &'static str) -> ProofFault {
        ProofFault::Malformed { line: self.line, expected }
    }

    /// The next line without its end; none where the text ends before the line does. A carriage return at
    /// its end is passed over: mail programs add them.
    pub(super) fn next(&mut self) -> Option<&'a str> {
        self.line += 1;
        let (line, rest) = self.rest.split_once('\n')?;
        self.rest = rest;
        Some(line.strip_suffix('\r').unwrap_or(line))
    }

    /// The number after a word, in decimal digits without leading zeros.
    pub(super) fn number(&self, line: Option<&str>, word: &str) -> Option<u64> {
        let digits = line?.strip_prefix(word)?.strip_prefix(' ')?;
        digits.parse().ok().filter(|number: &u64| number.to_string() == digits)
    }

    /// Hashes up to the empty line, and what stands behind it.
    pub(super) fn hashes(mut self) -> Result<(Vec<Hash>, Vec<u8>), ProofFault> {
        let mut hashes = Vec::new();
        loop {
            match self.next() {
                Some("") => break,
                Some(line) if hashes.len() < MAX_HASHES => {
                    let hash =
                        Hash::parse_hash(line).map_err(|_| self.expected("a hash or an empty line"))?;
                    hashes.push(hash);
                }
                _ => return Err(self.expected("an empty line")),
            }
        }
        Ok((hashes, self.rest.replace("\r\n", "\n").into_bytes()))
    }
}

/// Hashes, the empty line, and the checkpoint.
pub(super) fn write(head: &str, hashes: &[Hash], checkpoint: &[u8]) -> Vec<u8> {
    let mut text = head.to_owned();
    for hash in hashes {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{hash}");
    }
    text.push('\n');
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(checkpoint);
    bytes
}
