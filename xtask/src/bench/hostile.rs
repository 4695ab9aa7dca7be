//! Texts that nobody writes and a reader must still take: twice each, the second one twice as long. Where
//! the rate halves as well, the work is quadratic in the length of the input.

use attache_core::article::Form;
use attache_text::words::Words;

use super::{Row, Scale, memory, reading, stopwatch::once, stopwatch::rate};

/// A name, the form, and a piece that the text repeats.
const PIECES: [(&str, Form, &str); 8] = [
    ("one line without an end", Form::Plain, "shells troops and officials "),
    ("one word", Form::Plain, "a"),
    ("opening quotation marks", Form::Plain, "“\"‘ "),
    ("full stops", Form::Plain, ". "),
    ("figures", Form::Plain, "more than 10,000 "),
    ("credits of credits", Form::Plain, "the ministry said, according to the agency, that "),
    ("nested elements", Form::Html, "<div><b>"),
    ("entities and open tags", Form::Html, "&amp;<p a='"),
];

/// Reads each of them at an eighth and at a quarter of the scale.
pub(crate) fn measure(words: &Words, scale: Scale) -> Vec<Row> {
    let row = |(name, form, piece): (&str, Form, &str)| {
        let half = timed(piece, form, words, scale.bytes / 8);
        let whole = timed(piece, form, words, scale.bytes / 4);
        Row {
            work: format!("read {name}, {} bytes", scale.bytes / 4),
            rate: format!("{:.2} MB/s", whole.0),
            baseline: format!("half of it {:.2} MB/s", half.0),
            // Below one where the longer text is read at the better rate.
            ratio: Some(half.0 / whole.0.max(1e-9)),
            remark: whole.1.map(|peak| format!("peak {:.1} bytes for each byte", peak)).unwrap_or_default(),
        }
    };
    PIECES.into_iter().map(row).collect()
}

/// Megabytes a second, and bytes of memory for each byte of text.
fn timed(piece: &str, form: Form, words: &Words, bytes: usize) -> (f64, Option<f64>) {
    let text = piece.repeat(bytes.div_ceil(piece.len().max(1)));
    let mut time = std::time::Duration::ZERO;
    let peak = memory::peak_of(|| time = once(|| reading::drafts(&text, form, words)));
    if time.is_zero() {
        time = once(|| reading::drafts(&text, form, words));
    }
    #[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
    let each = peak.map(|peak| peak as f64 / text.len().max(1) as f64);
    (rate(text.len(), time) / 1e6, each)
}
