//! Who finds attributions: the rules alone, the trained tagger alone, or both as they are joined.

use std::{ops::Range, path::Path};

use anyhow::Context as _;
use attache_core::{
    article::{Article, Form},
    attribution::Quotation,
    span::Excerpt,
};
use attache_text::{
    reading::{Given, read, take_in, tokens},
    tagger::{
        attributions::{Attributed, attributions},
        model::Model,
    },
    words::Words,
};

use crate::corpus::Annotated;

/// An attribution that was found, by bytes of the article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Predicted {
    /// Who is credited; empty for nobody.
    pub(crate) source: Vec<Range<usize>>,
    /// By which words.
    pub(crate) cue: Vec<Range<usize>>,
    /// With what.
    pub(crate) content: Vec<Range<usize>>,
    /// How sure the reader is, from 0 to 1.
    pub(crate) confidence: f32,
}

/// What was found in an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Prediction {
    /// The tokens by which it is counted, in bytes of the article.
    pub(crate) tokens: Vec<Range<usize>>,
    /// The attributions.
    pub(crate) attributions: Vec<Predicted>,
}

/// A reader that is measured.
pub(crate) enum Predictor {
    /// The rules alone.
    Rules(Box<Words>),
    /// The tagger alone.
    Tagger(Box<Words>, Box<Model>),
    /// Both, as `attache read` joins them.
    Joined(Box<Words>),
}

/// Which reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The rules alone.
    Rules,
    /// The tagger alone.
    Tagger,
    /// Both.
    Joined,
}

impl Reader {
    /// What it knows: the tables, and where it joins both readers, the model.
    ///
    /// # Errors
    /// Where the tables or the model cannot be loaded.
    pub(crate) fn words(self, model: Option<&Path>) -> anyhow::Result<Words> {
        let words = Words::built_in().context("the word tables do not load")?;
        Ok(if self == Self::Joined { words.with_model(model_of(model)?) } else { words })
    }
}

/// The model of a file, or the one that is built in.
fn model_of(path: Option<&Path>) -> anyhow::Result<Model> {
    let Some(path) = path else { return Ok(Model::built_in()?) };
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Model::from_bytes(&bytes).with_context(|| path.display().to_string())
}

impl Predictor {
    /// A reader, with the model of this file, or the one that is built in.
    ///
    /// # Errors
    /// Where the word tables or the model cannot be loaded.
    pub(crate) fn load(reader: Reader, model: Option<&Path>) -> anyhow::Result<Self> {
        Ok(match reader {
            Reader::Rules => Self::Rules(Box::new(reader.words(None)?)),
            Reader::Joined => Self::Joined(Box::new(reader.words(model)?)),
            Reader::Tagger => Self::Tagger(Box::new(reader.words(None)?), Box::new(model_of(model)?)),
        })
    }

    /// All readers that can be measured here, the best last.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub(crate) fn each(model: Option<&Path>) -> anyhow::Result<Vec<Self>> {
        let tagger = Self::load(Reader::Tagger, model)?;
        Ok(vec![Self::load(Reader::Rules, None)?, Self::load(Reader::Joined, model)?, tagger])
    }

    /// The flag that asks for it, with a space before it.
    pub(crate) fn flag(&self) -> &'static str {
        match self {
            Self::Rules(_) => " --rules",
            Self::Tagger(..) => "",
            Self::Joined(_) => " --joined",
        }
    }

    /// What a report calls it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Rules(_) => "rules",
            Self::Tagger(..) => "tagger",
            Self::Joined(_) => "rules and tagger joined",
        }
    }

    /// Finds the attributions of an article.
    pub(crate) fn predict(&self, article: &Annotated) -> Prediction {
        match self {
            Self::Rules(words) | Self::Joined(words) => {
                Prediction { tokens: tokens(&article.text), attributions: by_rules(&article.text, words) }
            }
            Self::Tagger(words, model) => Prediction {
                tokens: tokens(&article.text),
                attributions: attributions(&article.text, words, model)
                    .into_iter()
                    .map(Predicted::from)
                    .collect(),
            },
        }
    }
}

impl From<Attributed> for Predicted {
    fn from(found: Attributed) -> Self {
        let Attributed { source, cue, content, confidence, .. } = found;
        Self { source, cue, content, confidence }
    }
}

/// The attributions behind the drafts: those of one source and one cue are one attribution, as the rules part what
/// is credited into claims. What lies between two parts belongs to the content ("and", a comma), unless somebody
/// is credited there. What the outlet says in its own name is no attribution.
fn by_rules(text: &str, words: &Words) -> Vec<Predicted> {
    let given = Given { form: Some(Form::Plain), ..Given::default() };
    let (article, _) = take_in(text.as_bytes(), &given, words);
    let mut found: Vec<Predicted> = Vec::new();
    for draft in &read(&article, words).drafts {
        if draft.cue.is_empty() {
            // A quotation that goes on in another sentence belongs to the credit before it.
            let goes_on = draft.chain.len() > 1 && draft.quote == Quotation::Full;
            if let Some(last) = found.last_mut().filter(|_| goes_on) {
                last.content.extend(places(&article, &draft.spans));
            }
            continue;
        }
        let [source, mut cue, mut content] =
            [&draft.source, &draft.cue, &draft.spans].map(|e| places(&article, e));
        content.extend(conjunction(text, &mut cue));
        #[expect(clippy::cast_possible_truncation, reason = "from 0 to 1, by hundredths")]
        let confidence = draft.confidence.value() as f32;
        match found.iter_mut().find(|other| other.source == source && other.cue == cue) {
            Some(other) => {
                other.content.extend(content);
                other.confidence = other.confidence.max(confidence);
            }
            None => found.push(Predicted { source, cue, content, confidence }),
        }
    }
    let credits: Vec<Range<usize>> =
        found.iter().flat_map(|f| f.source.iter().chain(&f.cue)).cloned().collect();
    for attribution in &mut found {
        attribution.content = joined(std::mem::take(&mut attribution.content), &credits);
        attribution.content.iter_mut().for_each(|range| with_marks(text, range));
    }
    found
}

/// Takes "that" from the end of a cue: the rules count it to the cue, PolNeAR to the content.
fn conjunction(text: &str, cue: &mut [Range<usize>]) -> Option<Range<usize>> {
    let last = cue.last_mut()?;
    let words = text.get(last.clone())?;
    let word = ["that", "whether"].into_iter().find(|word| words.ends_with(&format!(" {word}")))?;
    let end = last.end;
    let start = end.saturating_sub(word.len());
    last.end = last.start.saturating_add(words.strip_suffix(word)?.trim_end().len());
    Some(start..end)
}

/// Takes the quotation marks around a content into it, with a comma or stop before the closing one: the rules leave
/// them out, PolNeAR does not.
fn with_marks(text: &str, content: &mut Range<usize>) {
    let before = text.get(..content.start).and_then(|before| before.chars().next_back());
    if let Some(mark) = before.filter(|mark| matches!(mark, '“' | '"' | '«')) {
        content.start = content.start.saturating_sub(mark.len_utf8());
    }
    let after = text.get(content.end..).unwrap_or_default();
    let stop = after.chars().next().filter(|c| matches!(c, ',' | '.' | '!' | '?')).map_or(0, char::len_utf8);
    let mark = after.get(stop..).and_then(|rest| rest.chars().next());
    if let Some(mark) = mark.filter(|mark| matches!(mark, '”' | '"' | '»')) {
        content.end = content.end.saturating_add(stop).saturating_add(mark.len_utf8());
    }
}

/// The places in the bytes that were read.
fn places(article: &Article, excerpts: &[Excerpt]) -> Vec<Range<usize>> {
    let place = |excerpt: &Excerpt| {
        let span = article.original_place(excerpt.span).unwrap_or(excerpt.span);
        span.start..span.end
    };
    excerpts.iter().map(place).collect()
}

/// In order, and joined where nothing of `apart` lies between two.
fn joined(mut ranges: Vec<Range<usize>>, apart: &[Range<usize>]) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if !apart.iter().any(|a| a.start < range.start && last.end < a.end) => {
                last.end = last.end.max(range.end);
            }
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{Predictor, Reader, joined, with_marks};
    use crate::corpus::Annotated;

    #[test]
    fn the_drafts_of_one_credit_are_one_attribution() {
        let text = "The Latvian Defence Ministry said that 200 shells were sent to Riga and that 30 soldiers \
                    were deployed in Liepaja. It rained.";
        let article =
            Annotated { name: "a".into(), text: text.into(), attributions: Vec::new(), discard: Vec::new() };
        let found = Predictor::load(Reader::Rules, None).unwrap().predict(&article);
        assert_eq!(found.attributions.len(), 1, "{found:?}");
        let told = |ranges: &[Range<usize>]| {
            ranges.iter().map(|range| text.get(range.clone()).unwrap().to_owned()).collect::<Vec<_>>()
        };
        let only = &found.attributions[0];
        assert_eq!(
            (told(&only.source), told(&only.cue)),
            (vec!["The Latvian Defence Ministry".into()], vec!["said".into()])
        );
        let content = told(&only.content);
        assert_eq!(content.len(), 1, "{content:?}");
        assert!(content[0].starts_with("that 200 shells") && content[0].ends_with("Liepaja"), "{content:?}");
        assert!(only.confidence > 0.5 && only.confidence <= 1.0);
        assert_eq!(told(&found.tokens).last().map(String::as_str), Some("."));
    }

    #[test]
    fn quotation_marks_belong_to_the_content() {
        let text = "“Ovens work,” he said, “and \"will\".”";
        let with = |words: &str| {
            let start = text.find(words).unwrap();
            let mut range = start..start + words.len();
            with_marks(text, &mut range);
            text.get(range).unwrap().to_owned()
        };
        assert_eq!(with("Ovens work"), "“Ovens work,”");
        assert_eq!(with("will"), "\"will\"");
        assert_eq!(with("work"), "work,”");
        assert_eq!(with("said"), "said");
    }

    #[test]
    fn parts_are_joined_unless_somebody_is_credited_between() {
        let parts = || vec![20..30, 0..5, 7..9];
        assert_eq!(joined(parts(), &[]), vec![0..30; 1]);
        assert_eq!(joined(parts(), &vec![10..14; 1]), [0..9, 20..30]);
        assert_eq!(joined(parts(), &[2..4, 40..44]), vec![0..30; 1]);
    }
}
