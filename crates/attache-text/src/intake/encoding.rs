//! From bytes to characters, with a map back.

use std::char::REPLACEMENT_CHARACTER;
use std::ops::Range;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::note::IntakeNote;
use super::run::{Run, link};

/// Bytes in which a declaration of the encoding is looked for (the HTML standard's prescan).
const PRESCAN: usize = 1024;
/// Bytes that are enough to guess an encoding.
const SAMPLE: usize = 1 << 20;

/// The original as characters.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Covers every character of the text.
    pub(super) runs: Vec<Run>,
    pub(super) encoding: &'static str,
    /// The limit of runs was reached; what came later is left out.
    pub(super) full: bool,
    replaced: usize,
    limit: usize,
}

/// Cuts an original that is too long; in UTF-8 and UTF-16 never inside a character.
pub(super) fn cut<'a>(bytes: &'a [u8], limit: usize, notes: &mut Vec<IntakeNote>) -> &'a [u8] {
    if bytes.len() <= limit {
        return bytes;
    }
    let mut end = limit;
    while end > limit.saturating_sub(3) && bytes.get(end).is_some_and(|byte| byte & 0xC0 == 0x80) {
        end = end.saturating_sub(1);
    }
    // Four bytes that all continue are no UTF-8: cut where the limit is. Two bytes make a unit of UTF-16.
    if bytes.get(end).is_some_and(|byte| byte & 0xC0 == 0x80) {
        end = limit;
    }
    if wide(bytes).is_some() {
        end &= !1;
    }
    notes.push(IntakeNote::Truncated { read: end, given: bytes.len() });
    bytes.get(..end).unwrap_or(bytes)
}

/// UTF-16 by its byte order mark or, without one, by the zeros of Latin letters.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let (pairs, _) = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes).as_chunks::<2>();
    let zeros = |place: fn(&[u8; 2]) -> u8| pairs.iter().filter(|pair| place(pair) == 0).count();
    let (even, odd) = (zeros(|pair| pair[0]), zeros(|pair| pair[1]));
    let (most, few) = (pairs.len().saturating_mul(6) / 10, pairs.len() / 20);
    if pairs.len() < 8 {
        None
    } else if odd > most && even <= few {
        Some(UTF_16LE)
    } else if even > most && odd <= few {
        Some(UTF_16BE)
    } else {
        None
    }
}

impl Decoded {
    pub(super) fn read(bytes: &[u8], limit: usize, notes: &mut Vec<IntakeNote>) -> Self {
        let marked = Encoding::for_bom(bytes);
        let skip = marked.map_or(0, |(_, length)| length);
        let body = bytes.get(skip..).unwrap_or_default();
        let mut decoded = Self {
            text: String::new(),
            runs: Vec::new(),
            encoding: "UTF-8",
            full: false,
            replaced: 0,
            limit,
        };
        if let Some(encoding) = wide(bytes) {
            notes.push(IntakeNote::Encoding { assumed: encoding.name(), declared: marked.is_some() });
            decoded.decode(encoding, body, skip);
        } else if let Ok(text) = std::str::from_utf8(body) {
            decoded.push(text, skip..bytes.len());
        } else if marked.is_some() || mostly_utf8(body) {
            decoded.decode(UTF_8, body, skip);
            if body.utf8_chunks().last().is_some_and(|chunk| incomplete(chunk.invalid())) {
                notes.push(IntakeNote::CutCharacter);
                decoded.replaced = decoded.replaced.saturating_sub(1);
            }
        } else {
            let (encoding, declared) = guess(body);
            notes.push(IntakeNote::Encoding { assumed: encoding.name(), declared });
            decoded.decode(encoding, body, skip);
        }
        if decoded.replaced > 0 {
            notes.push(IntakeNote::Replaced { characters: decoded.replaced });
        }
        decoded
    }

    /// Decodes bytes that are known to be in this encoding; for a slice out of the middle of an original.
    pub(super) fn slice(encoding: &'static Encoding, bytes: &[u8]) -> String {
        let mut decoded = Self {
            text: String::new(),
            runs: Vec::new(),
            encoding: "UTF-8",
            full: false,
            replaced: 0,
            limit: usize::MAX,
        };
        decoded.decode(encoding, bytes, 0);
        decoded.text
    }

    fn push(&mut self, piece: &str, original: Range<usize>) {
        if self.runs.len() >= self.limit {
            self.full = true;
        }
        if !self.full {
            let start = self.text.len();
            self.text.push_str(piece);
            link(&mut self.runs, start..self.text.len(), original);
        }
    }

    fn push_char(&mut self, character: char, original: Range<usize>) {
        self.push(character.encode_utf8(&mut [0; 4]), original);
    }

    fn decode(&mut self, encoding: &'static Encoding, body: &[u8], base: usize) {
        self.encoding = encoding.name();
        if encoding == UTF_8 {
            self.decode_utf8(body, base);
        } else if encoding == UTF_16LE {
            self.decode_wide(body, base, u16::from_le_bytes);
        } else if encoding == UTF_16BE {
            self.decode_wide(body, base, u16::from_be_bytes);
        } else if encoding.is_single_byte() {
            self.decode_single(encoding, body, base);
        } else {
            self.decode_multi(encoding, body, base);
        }
    }

    fn replace(&mut self, original: Range<usize>) {
        self.replaced = self.replaced.saturating_add(1);
        self.push_char(REPLACEMENT_CHARACTER, original);
    }

    fn decode_utf8(&mut self, body: &[u8], base: usize) {
        let mut at = base;
        for chunk in body.utf8_chunks() {
            let end = at.saturating_add(chunk.valid().len());
            self.push(chunk.valid(), at..end);
            at = end.saturating_add(chunk.invalid().len());
            if !chunk.invalid().is_empty() {
                self.replace(end..at);
            }
        }
    }

    fn decode_wide(&mut self, body: &[u8], base: usize, unit: fn([u8; 2]) -> u16) {
        let (pairs, rest) = body.as_chunks::<2>();
        let mut at = base;
        for read in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
            let start = at;
            match read {
                Ok(character) => {
                    at = at.saturating_add(character.len_utf16().saturating_mul(2));
                    self.push_char(character, start..at);
                }
                Err(_) => {
                    at = at.saturating_add(2);
                    self.replace(start..at);
                }
            }
        }
        if !rest.is_empty() {
            self.replace(at..at.saturating_add(1));
        }
    }

    fn decode_single(&mut self, encoding: &'static Encoding, body: &[u8], base: usize) {
        let table: Vec<char> = (0..=u8::MAX)
            .map(|byte| {
                let bytes = [byte];
                let (text, _) = encoding.decode_without_bom_handling(&bytes);
                text.chars().next().unwrap_or(REPLACEMENT_CHARACTER)
            })
            .collect();
        for (index, byte) in body.iter().enumerate() {
            let at = base.saturating_add(index);
            let place = at..at.saturating_add(1);
            match table.get(usize::from(*byte)) {
                Some(character) if *character != REPLACEMENT_CHARACTER => self.push_char(*character, place),
                _ => self.replace(place),
            }
        }
    }

    /// East Asian encodings: fed byte by byte, and what comes out belongs to the bytes fed since the last
    /// output. After a damaged character that can be two characters at once; both get all of these bytes.
    fn decode_multi(&mut self, encoding: &'static Encoding, body: &[u8], base: usize) {
        // In these encodings an ASCII byte that does not follow a lead byte is itself.
        let ascii = [SHIFT_JIS, EUC_JP, EUC_KR, BIG5, GBK, GB18030].contains(&encoding);
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut out = String::with_capacity(64);
        let mut pending = base;
        for (index, byte) in body.iter().enumerate() {
            let at = base.saturating_add(index);
            let after = at.saturating_add(1);
            if ascii && pending == at && byte.is_ascii() {
                self.push_char(char::from(*byte), at..after);
                pending = after;
                continue;
            }
            // The buffer takes any output of one byte, so the result and the counts say nothing new.
            let _ = decoder.decode_to_string(std::slice::from_ref(byte), &mut out, false);
            if !out.is_empty() {
                self.push_all(&out, pending..after);
                out.clear();
                pending = after;
            }
        }
        let _ = decoder.decode_to_string(&[], &mut out, true);
        self.push_all(&out, pending..base.saturating_add(body.len()));
    }

    fn push_all(&mut self, characters: &str, original: Range<usize>) {
        for character in characters.chars() {
            if character == REPLACEMENT_CHARACTER {
                self.replace(original.clone());
            } else {
                self.push_char(character, original.clone());
            }
        }
    }
}

/// The beginning of a character whose rest is missing.
fn incomplete(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// UTF-8 with some damage: a text in another encoding hardly ever forms sequences of several bytes by chance.
/// A text that is damaged only by being cut in its last character counts too.
fn mostly_utf8(body: &[u8]) -> bool {
    let (mut good, mut bad, mut last) = (0_usize, 0_usize, false);
    for chunk in body.utf8_chunks() {
        good = good.saturating_add(chunk.valid().chars().filter(|c| !c.is_ascii()).count());
        bad = bad.saturating_add(usize::from(!chunk.invalid().is_empty()));
        last = incomplete(chunk.invalid());
    }
    (last && bad == 1 && (good > 0 || body.len() > 3)) || good > bad.saturating_mul(3)
}

/// The encoding that the head of a page declares, otherwise the one that the bytes suggest.
fn guess(body: &[u8]) -> (&'static Encoding, bool) {
    if let Some(encoding) = declared(body.get(..body.len().min(PRESCAN)).unwrap_or(body)) {
        return (encoding, true);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(body.get(..body.len().min(SAMPLE)).unwrap_or(body), true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    (encoding, false)
}

fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    text.match_indices("charset=").chain(text.match_indices("encoding=")).find_map(|(at, key)| {
        let value = text.get(at.saturating_add(key.len())..)?.trim_start_matches(['"', '\'']);
        let end =
            value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
        let encoding = Encoding::for_label(value.get(..end)?.as_bytes())?;
        // A page that could be read as its head was is in no wide encoding, and it is known not to be UTF-8.
        (encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
    })
}
