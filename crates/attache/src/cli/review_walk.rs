//! The walk through drafts: one sentence at a time, one key at a time, line by line, so that it works on
//! any terminal and from a pipe.

use attache_core::{article::Article, claim_state::ClaimState};
use attache_text::words::Words;

use crate::{
    changing::{Change, FIELDS},
    claim_view,
    cli::recalled,
    effects::Effects,
    failure::Failure,
    grading,
    palette::{self, BAD, FAINT, GOOD, NOTICE, styled},
    resolving,
    reviewing::{self, Decision},
    session::Session,
    visible::{visible, visible_line},
    wording::{self, counted},
};

const KEYS: &str = "a accept  c correct  r reject  g grade  s skip  b back  q quit  ? help";

const HELP: &str = "\
a  accept     it is what the text says: it becomes a claim
c  correct    put kind, wording, place, date, figure or chain right, then it becomes a claim
r  reject     it is no claim, or misread beyond repair (asks why)
g  grade      how credible it is, 1 to 6 (it stays in view)
s  skip       leave it as a draft and go on (Enter does the same)
b  back       to the one before, to decide again; nothing is deleted, the last decision counts
q  quit       what was decided so far is kept";

/// What to do after a key.
enum Step {
    Forward,
    Back,
    Stay,
    Quit,
}

/// Walks through these drafts.
pub(crate) fn walk(
    effects: &Effects<'_>,
    session: &mut Session,
    words: &Words,
    waiting: &[ClaimState],
) -> Result<(), Failure> {
    if waiting.is_empty() {
        return session.screen.line("No drafts wait for review.");
    }
    let mut walk = Walk { effects, session, words, decided: 0 };
    let mut at = 0_usize;
    while let Some(draft) = waiting.get(at) {
        // Read anew: what was decided before "back" is part of the state.
        let state = resolving::state(effects.store, draft.id)?;
        walk.show(&state, at, waiting.len())?;
        let step = loop {
            match walk.key(&state)? {
                Step::Stay => {}
                step => break step,
            }
        };
        match step {
            Step::Forward => at = at.saturating_add(1),
            Step::Back => at = at.saturating_sub(1),
            Step::Stay => {}
            Step::Quit => break,
        }
    }
    let told = format!("{} decided, {} left as they were", walk.decided, left(effects, waiting)?);
    walk.session.screen.line("")?;
    walk.session.screen.line(styled(GOOD, &told))
}

fn left(effects: &Effects<'_>, waiting: &[ClaimState]) -> Result<String, Failure> {
    let mut left = 0_usize;
    for draft in waiting {
        let state = resolving::state(effects.store, draft.id)?;
        left = left.saturating_add(usize::from(state.claim.is_none() && state.standing.stands()));
    }
    Ok(counted(left, "draft"))
}

struct Walk<'a> {
    effects: &'a Effects<'a>,
    session: &'a mut Session,
    words: &'a Words,
    decided: usize,
}

impl Walk<'_> {
    fn show(&mut self, state: &ClaimState, at: usize, of: usize) -> Result<(), Failure> {
        let article = self.effects.store.article(state.article)?;
        let screen = &mut self.session.screen;
        let title = article.as_ref().and_then(|article| article.title.clone()).unwrap_or_default();
        let standing = wording::standing(state.standing);
        screen.line("")?;
        let head = format!("{} of {of}  {}  {standing}", at.saturating_add(1), state.id.short());
        let about = visible_line(&wording::shortened(&title, 60));
        screen.line(format!("{}  {}", styled(palette::HEADING, &head), styled(FAINT, &about)))?;
        screen.line("")?;
        claim_view::sentence(screen, &article.unwrap_or_else(|| Article::plain("")), &state.body)?;
        screen.line("")?;
        claim_view::fields(screen, &state.body)?;
        claim_view::field(screen, "On whose word", &state.body.chain.to_string())?;
        screen.line("")
    }

    /// Reads a line; `None` at the end of the input.
    fn answer(&mut self, question: &str) -> Result<Option<String>, Failure> {
        self.session.screen.ask(question)?;
        let mut line = String::new();
        let read = std::io::stdin()
            .read_line(&mut line)
            .map_err(|cause| Failure::Input(format!("the answer cannot be read ({cause})")))?;
        Ok((read > 0).then(|| line.trim().to_owned()))
    }

    fn key(&mut self, state: &ClaimState) -> Result<Step, Failure> {
        let Some(key) = self.answer(&format!("{KEYS} > "))? else { return Ok(Step::Quit) };
        match key.to_ascii_lowercase().as_str() {
            "a" | "accept" => self.decide(state, &Decision::Accept),
            "c" | "correct" => self.correct(state),
            "r" | "reject" => match self.answer("why is it rejected? > ")? {
                Some(reason) if !reason.is_empty() => self.decide(state, &Decision::Reject { reason }),
                Some(_) => self.say("a rejection needs a reason; nothing was recorded"),
                None => Ok(Step::Quit),
            },
            "g" | "grade" => self.grade(state),
            "" | "s" | "skip" => Ok(Step::Forward),
            "b" | "back" | "u" | "undo" => Ok(Step::Back),
            "q" | "quit" => Ok(Step::Quit),
            "?" | "h" | "help" => self.say(HELP),
            _ => self.say("that is none of the keys"),
        }
    }

    fn say(&mut self, words: &str) -> Result<Step, Failure> {
        self.session.screen.line(words)?;
        Ok(Step::Stay)
    }

    /// Carries a decision out; what cannot be done is said, and the claim stays in view.
    fn decide(&mut self, state: &ClaimState, decision: &Decision) -> Result<Step, Failure> {
        match reviewing::decide(self.effects, state, decision) {
            Ok(decided) => {
                self.decided = self.decided.saturating_add(1);
                self.session.screen.line(styled(GOOD, decided.done))?;
                recalled::print(&mut self.session.screen, &decided.followed)?;
                Ok(Step::Forward)
            }
            Err(failure @ (Failure::Input(_) | Failure::Usage(_))) => self.wrong(&failure),
            Err(failure) => Err(failure),
        }
    }

    fn wrong(&mut self, failure: &Failure) -> Result<Step, Failure> {
        let words = visible(&failure.to_string());
        self.say(&styled(BAD, &words))
    }

    fn correct(&mut self, state: &ClaimState) -> Result<Step, Failure> {
        self.say("type the right value, Enter to keep, - to take away")?;
        let mut changes = Vec::new();
        for (field, example) in FIELDS {
            let now = visible_line(&current(state, field));
            let now = if now.is_empty() { format!("e.g. {example}") } else { now };
            let Some(value) = self.answer(&format!("  {field} [{now}] > "))? else { return Ok(Step::Quit) };
            if value.is_empty() {
                continue;
            }
            let value = if value == "-" { String::new() } else { value };
            match Change::read(&format!("{field}={value}"), self.words) {
                Ok(change) => changes.push(change),
                Err(failure) => return self.wrong(&failure),
            }
        }
        if changes.is_empty() {
            return self.say("nothing was changed");
        }
        match self.answer("why? > ")? {
            Some(reason) if !reason.is_empty() => self.decide(state, &Decision::Correct { changes, reason }),
            Some(_) => self.say("a correction needs a reason; nothing was recorded"),
            None => Ok(Step::Quit),
        }
    }

    fn grade(&mut self, state: &ClaimState) -> Result<Step, Failure> {
        let scale = "1 confirmed by others · 2 probably true · 3 possibly · 4 doubtful · 5 improbable · 6 cannot be judged";
        let Some(typed) = self.answer(&format!("{scale} > "))? else { return Ok(Step::Quit) };
        let Ok(credibility) = typed.parse() else { return self.say("that is no grade from 1 to 6") };
        let graded = grading::claim(self.effects, state.id, credibility, None)?;
        let given = graded.credibility;
        recalled::print(&mut self.session.screen, &graded.followed)?;
        if let Some(why) = graded.capped {
            self.session.screen.line(styled(NOTICE, &visible_line(&why)))?;
        }
        self.say(&styled(GOOD, &format!("graded {given}, {}", given.meaning())))
    }
}

/// What a field says now, as it would be typed.
fn current(state: &ClaimState, field: &str) -> String {
    let body = &state.body;
    let party = |party: &Option<attache_core::proposition::Party>| {
        party.as_ref().map(|party| party.name.clone()).unwrap_or_default()
    };
    match field {
        "kind" => body.kind.to_string(),
        "modality" => body.modality.to_string(),
        "actor" => party(&body.proposition.actor),
        "counterpart" => party(&body.proposition.counterpart),
        "place" => body.place.as_ref().map(wording::place).unwrap_or_default(),
        "date" => body.date.as_ref().map(wording::event_time).unwrap_or_default(),
        "figure" => wording::figures(body).replace('\n', "; "),
        "chain" => body.chain.to_string(),
        _ => String::new(),
    }
}
