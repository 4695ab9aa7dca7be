//! A second opinion: a language model that the operator runs is asked who is credited with what.
//!
//! It is asked beside the reader and believed in nothing. Only words that stand in the text are taken from its
//! answers; the rules make the drafts of them, marked with the name of the model. What the reader found stays as
//! it is, whatever the model answers, and whether it answers.

pub(crate) mod endpoint;
pub(crate) mod failed;
pub(crate) mod placing;
mod prompt;
mod reply;
pub(crate) mod tally;

use std::time::Duration;

use attache_core::{
    article::Article,
    attribution::Attribution,
    claim::ClaimDraft,
    quantity::Figure,
    span::{self, Span},
};
use attache_text::{
    reading::{Note, drafts_from, windows},
    words::Words,
};

use crate::{
    transport::{Answer, posting::Post},
    wording::shortened,
};

use failed::Failed;
use placing::{Dropped, placed};
use reply::{Reply, reply};
use tally::Tally;

/// Longest passage that is shown at once, in bytes.
const WINDOW: usize = 2000;
/// Most passages of one report.
const MOST_WINDOWS: usize = 400;
/// Most attributions that are taken of one report.
const MOST_ATTRIBUTIONS: usize = 2000;
/// How often a passage is asked again.
const RETRIES: usize = 2;
/// How long to wait before another attempt where the server does not say.
const PAUSE: Duration = Duration::from_millis(250);
/// The longest wait that a server may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// After so many passages in a row without an answer it is asked no more.
const MOST_FAILURES: usize = 3;
/// The most that is ever told of how sure a reading is that rests on a model, in hundredths: less than of any reading
/// by rules.
const SURE: f64 = 50.0;

/// A language model that is asked for a second opinion.
pub(crate) struct Drafter {
    post: Box<dyn Post>,
    /// By which name the operator calls it.
    name: String,
    /// Whether the server is asked to hold the model to the form of the answer.
    schema: bool,
    failures: usize,
    /// What became of all of it so far.
    pub(crate) tally: Tally,
}

impl Drafter {
    /// Asks by way of `post` for the model of this name.
    pub(crate) fn new(post: Box<dyn Post>, name: String) -> Self {
        Self { post, name, schema: true, failures: 0, tally: Tally::default() }
    }

    /// Appends what the model found beyond the drafts, marked as such. The drafts that are there stay as they are.
    pub(crate) fn second(
        &mut self,
        article: &Article,
        words: &Words,
        drafts: &mut Vec<ClaimDraft>,
    ) -> Vec<Note> {
        let mut notes = Vec::new();
        let attributions = self.attributions(article, words, &mut notes);
        if attributions.is_empty() {
            return notes;
        }
        let found = drafts_from(article, words, &attributions);
        let mut taken: Vec<ClaimDraft> = Vec::new();
        for draft in found {
            let Some(draft) = draft else {
                self.tally.dropped(Dropped::NoClaim);
                continue;
            };
            if taken.iter().any(|other| says_the_same(&draft, other)) {
                self.tally.dropped(Dropped::Repeated);
            } else if let Some(at) = drafts.iter().position(|other| says_the_same(&draft, other)) {
                let agrees = drafts.get(at).is_some_and(|other| credits_the_same(&draft, other));
                self.tally.read_already(agrees);
                if !agrees {
                    notes.push(differing(&draft, at));
                }
            } else {
                taken.push(self.marked(draft));
            }
        }
        taken.sort_by_key(|draft| draft.spans.first().map(|excerpt| excerpt.span.start));
        self.tally.taken = self.tally.taken.saturating_add(taken.len());
        drafts.append(&mut taken);
        notes
    }

    fn marked(&self, draft: ClaimDraft) -> ClaimDraft {
        let most = Figure::new(SURE / 100.0).unwrap_or(Figure::ZERO);
        let confidence = if draft.confidence > most { most } else { draft.confidence };
        ClaimDraft { drafter: Some(self.name.clone()), embedded_in: None, confidence, ..draft }
    }

    /// Asks about each passage of an article.
    fn attributions(&mut self, article: &Article, words: &Words, notes: &mut Vec<Note>) -> Vec<Attribution> {
        let mut found = Vec::new();
        if self.tally.left_out.is_some() {
            return found;
        }
        let windows = windows(&article.text, words, WINDOW);
        if windows.len() > MOST_WINDOWS {
            let end = windows.get(MOST_WINDOWS).map_or(0, |window| window.start);
            notes.push(Note(format!("the drafter was asked up to byte {end} of {}", article.text.len())));
        }
        for window in windows.into_iter().take(MOST_WINDOWS) {
            let Some(shown) = window.text(&article.text) else { continue };
            self.tally.asked = self.tally.asked.saturating_add(1);
            match self.ask(shown) {
                Ok(reply) => {
                    self.failures = 0;
                    self.place(&article.text, window, &reply, &mut found);
                }
                Err(failed) => {
                    self.tally.failed(failed);
                    self.failures = self.failures.saturating_add(1);
                    if self.failures >= MOST_FAILURES {
                        self.tally.left_out = Some(failed);
                        notes.push(Note(format!(
                            "the drafter gave no answer {MOST_FAILURES} times in a row (the last: {failed}); it is asked no more"
                        )));
                        break;
                    }
                }
            }
        }
        found
    }

    fn place(&mut self, text: &str, window: Span, reply: &Reply, found: &mut Vec<Attribution>) {
        (0..reply.malformed).for_each(|_| self.tally.dropped(Dropped::Malformed));
        for entry in &reply.answered {
            let room = found.len() < MOST_ATTRIBUTIONS;
            match placed(text, window, entry)
                .and_then(|one| if room { Ok(one) } else { Err(Dropped::TooMany) })
            {
                Ok(attribution) => found.push(attribution),
                Err(dropped) => self.tally.dropped(dropped),
            }
        }
    }

    /// Asks about one passage, and again where that may help.
    fn ask(&mut self, passage: &str) -> Result<Reply, Failed> {
        let mut failed = Failed::Unreachable;
        for attempt in 0..=RETRIES {
            let body = prompt::request(&self.name, passage, self.schema);
            let pause = match self.post.post(body) {
                Ok(answer) if (200..300).contains(&answer.status) => return reply(&answer.body),
                Ok(answer) => {
                    failed = Failed::Status(answer.status);
                    match answer.status {
                        400 | 422 | 500 if self.schema && is_about_form(&answer) => {
                            self.schema = false;
                            Duration::ZERO
                        }
                        429 | 503 => asked_pause(&answer).unwrap_or(PAUSE),
                        500.. => PAUSE,
                        _ => return Err(failed),
                    }
                }
                Err(error) => {
                    failed = Failed::from(&error);
                    if failed != Failed::Unreachable {
                        return Err(failed);
                    }
                    PAUSE
                }
            };
            if pause > LONGEST_PAUSE {
                return Err(failed);
            }
            if attempt < RETRIES && !pause.is_zero() {
                self.post.wait(pause);
            }
        }
        Err(failed)
    }
}

/// Whether a server refuses the form of the answer that it was asked to hold the model to.
fn is_about_form(answer: &Answer) -> bool {
    let told = String::from_utf8_lossy(&answer.body);
    ["response_format", "json_schema", "grammar", "schema"].iter().any(|word| told.contains(word))
}

/// How long the server asks to wait (RFC 9110 section 10.2.3, in seconds).
fn asked_pause(answer: &Answer) -> Option<Duration> {
    let seconds = answer.headers.get(http::header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// Whether two drafts are about the same words: they share half or more of the longer content.
fn says_the_same(draft: &ClaimDraft, other: &ClaimDraft) -> bool {
    let length = |draft: &ClaimDraft| -> usize {
        draft.spans.iter().map(|excerpt| excerpt.span.len()).fold(0, usize::saturating_add)
    };
    let shared: usize = draft
        .spans
        .iter()
        .flat_map(|one| other.spans.iter().map(|two| common(one.span, two.span)))
        .fold(0, usize::saturating_add);
    shared.saturating_mul(2) >= length(draft).max(length(other))
}

fn common(one: Span, other: Span) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// Whether both credit the same words, or both nobody.
fn credits_the_same(draft: &ClaimDraft, other: &ClaimDraft) -> bool {
    let shares = |one: Span| other.source.iter().any(|two| one.overlaps(two.span));
    draft.source.is_empty() && other.source.is_empty()
        || draft.source.iter().any(|one| shares(one.span))
        || draft.chain.origin() == other.chain.origin()
}

/// Where the model credits somebody else.
fn differing(draft: &ClaimDraft, at: usize) -> Note {
    let whom = match draft.source.is_empty() {
        true => "nobody".to_owned(),
        false => format!("“{}”", shortened(&span::joined(&draft.source), 60)),
    };
    let what = shortened(&span::joined(&draft.spans), 60);
    Note(format!(
        "the drafter credits {whom} with “{what}”; draft {} stays as it was read",
        at.saturating_add(1)
    ))
}

#[cfg(test)]
mod tests;
