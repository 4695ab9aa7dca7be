//! Intake: the bytes of an article become the stored text, with what the page says about itself and an exact
//! map from every place in the stored text back to the original bytes.
//!
//! Odd input is data: whatever the bytes, there is a stored text (perhaps an empty one) and notes that say in
//! plain words what was odd. Nothing here fails, and memory and time are linear in the input.

mod date;
mod encoding;
mod form;
mod html;
mod markdown;
mod note;
mod original;
mod run;

use std::ops::Range;

pub use form::{Form, ParseFormError};
pub use note::IntakeNote;
pub use original::decode_original;
pub use run::Run;

use encoding::Decoded;
use run::Mapped;

/// An article as taken in: the stored text and how it hangs together with the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// How the original was read.
    pub form: Form,
    /// The stored text: what spans refer to.
    pub text: String,
    /// Which stretch of the stored text stems from which stretch of the original: sorted, without overlap in
    /// the text, never going back in the original. Every character is in a run, except the line breaks that
    /// intake put between paragraphs.
    pub runs: Vec<Run>,
    /// The encoding of the original, by its name in the WHATWG Encoding Standard, such as `UTF-8`.
    pub encoding: &'static str,
    /// The headline, which is then not part of the stored text (HTML and Markdown).
    pub title: Option<String>,
    /// The name of the publisher as the original gives it.
    pub outlet: Option<String>,
    /// The day of publication, in the publisher's own offset from UTC.
    pub published: Option<jiff::civil::Date>,
    /// The canonical address, absolute.
    pub url: Option<String>,
    /// The language tag as the original gives it, such as `en-GB`.
    pub language: Option<String>,
    /// What was odd, for people to read.
    pub notes: Vec<IntakeNote>,
}

/// Takes in an article. `form` is what the caller knows (from a file name or a media type); without it the form
/// is recognised by content. Never fails and never panics, whatever the bytes.
#[must_use]
pub fn intake(bytes: &[u8], form: Option<Form>) -> Intake {
    read(bytes, form, &Limits::default())
}

impl Intake {
    /// The smallest stretch of the original that covers this stretch of the stored text. `None` when the range
    /// lies outside the text or off character boundaries, or holds nothing but line breaks put in by intake.
    /// For an empty range: the place in the original, as an empty range.
    #[must_use]
    pub fn original(&self, text: Range<usize>) -> Option<Range<usize>> {
        if !self.text.is_char_boundary(text.start) || !self.text.is_char_boundary(text.end) {
            return None;
        }
        run::locate(&self.runs, &text)
    }

    /// Whether the stored text is the original byte for byte (or its beginning, if the original was cut).
    #[must_use]
    pub fn identity(&self) -> bool {
        let whole = 0..self.text.len();
        match self.runs.as_slice() {
            [] => self.text.is_empty(),
            [run] => run.text == whole && run.original == whole && self.encoding == "UTF-8",
            _ => false,
        }
    }

    /// What a reader of the original sees at the place of this stretch of the stored text; see
    /// [`decode_original`]. `original` are the bytes that were taken in.
    #[must_use]
    pub fn decode(&self, original: &[u8], text: Range<usize>) -> Option<String> {
        let slice = original.get(self.original(text)?)?;
        Some(original::decode_as(self.form, self.encoding, slice))
    }
}

/// How much is read at most. The numbers bound memory: no stage keeps more than these allow.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// Bytes of the original that are read.
    bytes: usize,
    /// Bytes of text for which a page tree is built (HTML) or Markdown is parsed.
    tree_bytes: usize,
    /// Elements inside each other.
    depth: usize,
    /// Tags in a page for which a tree is built.
    tags: usize,
    /// Character references and mistakes in a page for which a tree is built: the finder of the main part takes
    /// time quadratic in ampersands.
    codes: usize,
    /// Stretches in a map, and pieces of a page: each costs some 32 bytes.
    runs: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            tree_bytes: 8 << 20,
            depth: 256,
            tags: 200_000,
            codes: 10_000,
            runs: 4_000_000,
        }
    }
}

/// What the original says about itself.
#[derive(Debug, Default)]
struct Particulars {
    title: Option<String>,
    outlet: Option<String>,
    published: Option<jiff::civil::Date>,
    url: Option<String>,
    language: Option<String>,
}

fn read(bytes: &[u8], form: Option<Form>, limits: &Limits) -> Intake {
    let mut notes = Vec::new();
    let kept = encoding::cut(bytes, limits.bytes, &mut notes);
    let decoded = Decoded::read(kept, limits.runs, &mut notes);
    let form = form.unwrap_or_else(|| Form::detect(&decoded.text));
    let encoding = decoded.encoding;
    let (mapped, particulars) = match form {
        Form::Plain => (Mapped::whole(decoded), Particulars::default()),
        Form::Markdown if decoded.text.len() > limits.tree_bytes => {
            notes.push(IntakeNote::MarkdownTooLarge { bytes: decoded.text.len() });
            (Mapped::whole(decoded), Particulars::default())
        }
        Form::Markdown => markdown::read(&decoded, limits),
        Form::Html => html::read(&decoded, limits, &mut notes),
    };
    if mapped.full {
        notes.push(IntakeNote::TooManyStretches { limit: limits.runs });
    }
    if mapped.text.trim().is_empty() {
        notes.push(IntakeNote::NoText);
    }
    Intake {
        form,
        text: mapped.text,
        runs: mapped.runs,
        encoding,
        title: particulars.title,
        outlet: particulars.outlet,
        published: particulars.published,
        url: particulars.url,
        language: particulars.language,
        notes,
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a slice off its place is what the tests are to find")]
mod tests;
