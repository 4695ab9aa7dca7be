//! `attache add`: read and keep.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use attache_core::{
    article::Article, claim::ClaimDraft, exchange::tells_of_exchange, id::ArticleId, quantity::Figure,
};
use attache_text::{
    reading::{Given, Note, read},
    words::Words,
};
use clap::Args;

use crate::{
    adding::{self, Added, Policy},
    cli::{
        particulars::{Particulars, share},
        read::{left_out, tell, unreadable_line},
        second_opinion::{self, SecondOpinion},
        tagging::Tagging,
        threads::Threads,
    },
    declaring::{self, Answered, Proposal},
    drafter::Drafter,
    effects::Effects,
    failure::{Failure, Outcome},
    gathering::{self, INPUT, Unreadable},
    palette::{GOOD, styled},
    progress::Progress,
    screen::Screen,
    session::Session,
    visible::visible_line,
    wording::counted,
};

/// Read reports and keep them with their draft claims
#[derive(Args, Debug)]
#[command(
    after_help = "Each report is kept with all of its drafts or not at all. Adding the same report again changes\n\
    nothing, so after an interruption simply run the command again.\n\n\
    Examples:\n  attache add report.html\n  attache add --outlet \"Harbour Times\" --date 2024-11-28 report.txt\n  \
    attache add reports/\n  attache add --accept-above 0.9 reports/"
)]
pub(crate) struct AddArgs {
    /// Files or folders; `-`: standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// Your policy: take drafts as claims where the reader is at least this sure (0 to 1)
    #[arg(long, value_name = "SHARE", value_parser = share)]
    accept_above: Option<f64>,

    /// Tell of each report as soon as it is safely kept
    #[arg(long, short)]
    verbose: bool,

    #[command(flatten)]
    tagging: Tagging,

    #[command(flatten)]
    threads: Threads,

    #[command(flatten)]
    particulars: Particulars,

    #[command(flatten)]
    second_opinion: SecondOpinion,
}

/// What became of all of it.
#[derive(Debug, Default)]
struct Summary {
    added: usize,
    known: usize,
    drafts: usize,
    accepted: usize,
    empty: usize,
    /// Those that are new, and those with which a new one shares its text.
    fresh: BTreeSet<ArticleId>,
    sharing: BTreeSet<ArticleId>,
    unreadable: Vec<Unreadable>,
    /// Exchanges of information that new claims tell of and that nobody declared.
    proposals: Vec<Proposal>,
}

/// Adds every article; one that cannot be read does not stop the rest.
pub(crate) fn run(args: &AddArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let words = args.tagging.words()?;
    let policy = policy(args.accept_above)?;
    let drafter = args.second_opinion.drafter(&mut session.screen)?;
    let (inputs, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| path == Path::new(INPUT));
    let gathered = gathering::gather(&paths);
    if gathered.left_out > 0 {
        session.screen.note(left_out(gathered.left_out));
    }
    let opened = session.open_or_make()?;
    let effects = opened.effects();
    let mut keeping = Keeping {
        effects: &effects,
        words: &words,
        policy,
        drafter,
        verbose: args.verbose,
        summary: Summary { unreadable: gathered.unreadable, ..Summary::default() },
    };
    let list: Vec<PathBuf> = inputs.into_iter().chain(gathered.files).collect();
    let mut progress = Progress::new(&mut session.screen, list.len(), !args.verbose);
    let given = args.particulars.given();
    let weight = |path: &PathBuf| gathering::weight(path);
    let read_in = |path: &PathBuf| read_in(path, &given, &words, &effects);
    args.threads.crew().work(&list, weight, read_in, |path, read| -> Result<(), Failure> {
        let before = keeping.summary.drafts;
        match read {
            Ok(read) => keeping.keep(path, read, &mut session.screen)?,
            Err(found) => keeping.summary.unreadable.push(found),
        }
        progress.done(path, keeping.summary.drafts.saturating_sub(before));
        Ok(())
    })?;
    drop(progress);
    let Keeping { drafter, summary, .. } = keeping;
    print(session, &summary, drafter.as_ref())?;
    Ok(if summary.unreadable.is_empty() { Outcome::Done } else { Outcome::SomethingWrong })
}

/// The policy that a share means.
pub(crate) fn policy(above: Option<f64>) -> Result<Option<Policy>, Failure> {
    let figure = |share| Figure::new(share).map_err(|error| Failure::Usage(error.to_string()));
    Ok(above.map(figure).transpose()?.map(|above| Policy { above }))
}

/// A report as it was read, on any of the threads.
struct Read {
    article: Article,
    notes: Vec<Note>,
    /// None where it is in the store already: then nobody asks for them.
    drafts: Option<Vec<ClaimDraft>>,
}

fn read_in(path: &Path, given: &Given, words: &Words, effects: &Effects<'_>) -> Result<Read, Unreadable> {
    let (article, notes) = gathering::article(path, given, words)?;
    if article.text.trim().is_empty() {
        return Err(Unreadable { path: path.to_owned(), why: "there is no text in it".into() });
    }
    // A store that cannot answer now is met again when the report is to be kept, and told then.
    let known = matches!(effects.store.article(article.id()), Ok(Some(_)));
    let drafts = (!known).then(|| read(&article, words).drafts);
    Ok(Read { article, notes, drafts })
}

/// What goes from report to report.
struct Keeping<'a> {
    effects: &'a Effects<'a>,
    words: &'a Words,
    policy: Option<Policy>,
    drafter: Option<Drafter>,
    verbose: bool,
    summary: Summary,
}

impl Keeping<'_> {
    /// Keeps one report.
    fn keep(&mut self, path: &Path, read: Read, screen: &mut Screen) -> Result<(), Failure> {
        let Read { article, mut notes, drafts } = read;
        let (drafter, words) = (self.drafter.as_mut(), self.words);
        let mut agreed = false;
        let added = adding::keep(self.effects, article, self.policy, words, |article| {
            let mut drafts = drafts.unwrap_or_default();
            if let Some(drafter) = drafter {
                notes.extend(drafter.second(article, words, &mut drafts));
            }
            agreed = drafts.iter().any(tells_of_exchange);
            drafts
        })?;
        self.summary.count(&added);
        if agreed {
            let mut found = declaring::proposals(self.effects.store, Some(added.id))?;
            found.retain(|proposal| proposal.answered == Answered::Open);
            self.summary.proposals.extend(found);
        }
        if let Some(other) = added.other_day {
            let kept = other.kept.map_or_else(|| "without a day".to_owned(), |day| format!("as of {day}"));
            screen.note(format!(
                "{}: in the store already, kept {kept}; the day {} was not recorded",
                visible_line(&path.display().to_string()),
                other.given
            ));
        }
        if self.verbose {
            tell(screen, Some(path), notes.iter());
            let word = if added.new { "added" } else { "known" };
            screen.line(format!("{word} {} {}", added.id, visible_line(&path.display().to_string())))?;
            // What is told here is safely kept: whoever reads this may rely on it at once.
            screen.flush()?;
        }
        Ok(())
    }
}

impl Summary {
    fn count(&mut self, added: &Added) {
        self.added += usize::from(added.new);
        self.known += usize::from(!added.new);
        self.empty += usize::from(added.new && added.drafts == 0);
        self.drafts += added.drafts;
        self.accepted += added.accepted;
        if added.new {
            self.fresh.insert(added.id);
        }
        if !added.shares_with.is_empty() {
            self.sharing.insert(added.id);
            self.sharing.extend(&added.shares_with);
        }
    }

    /// How many of the new ones share their text with another.
    fn shared(&self) -> usize {
        self.fresh.intersection(&self.sharing).count()
    }
}

fn print(session: &mut Session, summary: &Summary, drafter: Option<&Drafter>) -> Result<(), Failure> {
    let store = session.store_path()?;
    let screen = &mut session.screen;
    let mut reasons: BTreeMap<&Path, &str> = BTreeMap::new();
    for found in &summary.unreadable {
        reasons.insert(&found.path, &found.why);
    }
    if session.json {
        let unreadable: Vec<_> =
            reasons.iter().map(|(path, why)| serde_json::json!({"path": path, "why": why})).collect();
        let mut told = serde_json::json!({
            "added": summary.added, "known": summary.known, "drafts": summary.drafts,
            "accepted": summary.accepted, "sharing_text": summary.shared(), "not_read": unreadable, "store": store,
            "exchanges_proposed": summary.proposals.iter().map(|proposal| proposal.state.id).collect::<Vec<_>>(),
        });
        if let Some((drafter, told)) = drafter.zip(told.as_object_mut()) {
            told.insert("drafter".to_owned(), drafter.tally.json());
        }
        return screen.json(&told);
    }
    let mut told =
        format!("{} with {} added", counted(summary.added, "report"), counted(summary.drafts, "draft claim"));
    if summary.accepted > 0 {
        told.push_str(&format!(", {} accepted by your policy", summary.accepted));
    }
    if summary.known > 0 {
        told.push_str(&format!("; {} in the store already, unchanged", summary.known));
    }
    screen.line(format!("{}  (store: {})", styled(GOOD, &told), store.display()))?;
    if summary.empty > 0 {
        screen.line(format!("{} held no claim that the reader saw.", counted(summary.empty, "report")))?;
    }
    let shared = summary.shared();
    if shared > 0 {
        let verb = if shared == 1 { "shares its text" } else { "share their text" };
        screen.line(format!(
            "{shared} of {} {verb} with others: attache edges list",
            counted(summary.added, "article")
        ))?;
    }
    second_opinion::tell(screen, drafter);
    if !reasons.is_empty() {
        screen.note(format!("{} not read:", counted(reasons.len(), "file")));
        summary.unreadable.iter().for_each(|found| screen.note(format!("  {}", unreadable_line(found))));
    }
    tell_of_exchanges(screen, &summary.proposals);
    if summary.drafts > 0 {
        screen.line("Next: `attache review` to look at the drafts, or `attache ask claims`.")?;
    }
    Ok(())
}

/// That new claims tell of exchanges of information: a person declares them, or does not.
fn tell_of_exchanges(screen: &mut Screen, proposals: &[Proposal]) {
    match proposals {
        [] => {}
        [one] => {
            let [a, b] = one.names();
            let told = format!(
                "Claim {} tells that {a} and {b} exchange information on {}. Where that holds: {}",
                one.state.id.short(),
                one.exchange.topic,
                one.command()
            );
            screen.note(visible_line(&told));
        }
        several => screen.note(format!(
            "{} tell of exchanges of information that nobody declared: attache exchange proposed",
            counted(several.len(), "claim")
        )),
    }
}
