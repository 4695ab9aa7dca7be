//! Texts that nobody writes and a reader must still take: twice each, the second one twice as long. Where
//! the rate halves as well, the work is quadratic in the length of the input.

use attache_core::article::Form;
use attache_text::words::Words;

use super::{
    Row, Scale, memory, reading,
    stopwatch::{once, rate},
};

/// A name, the form, and a piece that the text repeats.
const PIECES: [(&str, Form, &str); 9] = [
    ("one line without an end", Form::Plain, "shells troops and officials "),
    ("one word", Form::Plain, "a"),
    ("opening quotation marks", Form::Plain, "“\"‘ "),
    ("full stops", Form::Plain, ". "),
    ("figures", Form::Plain, "more than 10,000 "),
    ("quotations and credits", Form::Plain, "“yes,” she said, “no,” he added, "),
    ("credits of credits", Form::Plain, "the ministry said, according to the agency, that "),
    ("nested elements", Form::Html, "<div><b>"),
    ("entities and open tags", Form::Html, "&amp;<p a='"),
];

/// Reads each of them at an eighth and at a quarter of the scale.
pub(crate) fn measure(words: &Words, scale: Scale) -> Vec<Row> {
    let row = |(name, form, piece): (&str, Form, &str)| {
        let bytes = scale.bytes / 4;
        let half = timed(&repeated(piece, bytes / 2), form, words);
        let whole = timed(&repeated(piece, bytes), form, words);
        Row {
            work: format!("read {name}, {bytes} bytes"),
            rate: format!("{whole:.2} MB/s"),
            baseline: format!("half of it {half:.2} MB/s"),
            // Two where twice the text takes four times as long.
            ratio: Some(half / whole.max(1e-9)),
            remark: memory::told(memory::alone(name, bytes), bytes),
        }
    };
    PIECES.into_iter().map(row).collect()
}

/// Peak memory of reading one of them, in this process.
pub(crate) fn peak(work: &str, words: &Words, bytes: usize) -> Option<usize> {
    let (_, form, piece) = PIECES.into_iter().find(|(name, ..)| *name == work)?;
    let text = repeated(piece, bytes);
    memory::peak_of(|| reading::drafts(&text, form, words))
}

fn repeated(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len().max(1)))
}

/// Megabytes a second.
fn timed(text: &str, form: Form, words: &Words) -> f64 {
    rate(text.len(), once(|| reading::drafts(text, form, words))) / 1e6
}
