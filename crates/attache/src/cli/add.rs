//! `attache add`: read and keep.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use attache_core::quantity::Figure;
use attache_text::words::Words;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    adding::{self, Added, Policy},
    cli::{
        particulars::{Particulars, share},
        read::{left_out, tell, unreadable_line},
    },
    effects::Effects,
    failure::{Failure, Outcome},
    gathering::{self, Unreadable},
    palette::{GOOD, styled},
    screen::Screen,
    session::{Session, words},
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
    particulars: Particulars,
}

/// What became of all of it.
#[derive(Debug, Default)]
struct Summary {
    added: usize,
    known: usize,
    drafts: usize,
    accepted: usize,
    empty: usize,
    unreadable: Vec<Unreadable>,
}

/// Adds every article; one that cannot be read does not stop the rest.
pub(crate) fn run(args: &AddArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let words = words()?;
    let policy = policy(args.accept_above)?;
    let (inputs, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let gathered = gathering::gather(&paths);
    if gathered.left_out > 0 {
        session.screen.note(left_out(gathered.left_out));
    }
    let opened = session.open_or_make()?;
    let effects = opened.effects();
    let mut summary = Summary { unreadable: gathered.unreadable, ..Summary::default() };
    let bar = progress(&session.screen, gathered.files.len(), args.verbose);
    let files = inputs.iter().chain(&gathered.files);
    for path in files {
        bar.set_message(visible_line(&path.file_name().unwrap_or_default().to_string_lossy()));
        one(&effects, path, args, policy, &words, &mut summary, &mut session.screen)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    print(session, &summary)?;
    Ok(if summary.unreadable.is_empty() { Outcome::Done } else { Outcome::SomethingWrong })
}

/// The policy that a share means.
pub(crate) fn policy(above: Option<f64>) -> Result<Option<Policy>, Failure> {
    let figure = |share| Figure::new(share).map_err(|error| Failure::Usage(error.to_string()));
    Ok(above.map(figure).transpose()?.map(|above| Policy { above }))
}

fn one(
    effects: &Effects<'_>,
    path: &Path,
    args: &AddArgs,
    policy: Option<Policy>,
    words: &Words,
    summary: &mut Summary,
    screen: &mut Screen,
) -> Result<(), Failure> {
    let given = args.particulars.given();
    let read = if path == Path::new("-") {
        gathering::article_of_input(&given, words)
    } else {
        gathering::article(path, &given, words)
    };
    let (article, notes) = match read {
        Ok(read) => read,
        Err(found) => {
            summary.unreadable.push(found);
            return Ok(());
        }
    };
    if article.text.trim().is_empty() {
        summary.unreadable.push(Unreadable { path: path.to_owned(), why: "there is no text in it".into() });
        return Ok(());
    }
    let added = adding::add(effects, article, policy, words)?;
    summary.count(&added);
    if let Some(other) = added.other_day {
        let kept = other.kept.map_or_else(|| "without a day".to_owned(), |day| format!("as of {day}"));
        screen.note(format!(
            "{}: in the store already, kept {kept}; the day {} was not recorded",
            visible_line(&path.display().to_string()),
            other.given
        ));
    }
    if args.verbose {
        tell(screen, Some(path), notes.iter());
        let word = if added.new { "added" } else { "known" };
        screen.line(format!("{word} {} {}", added.id, visible_line(&path.display().to_string())))?;
        // What is told here is safely kept: whoever reads this may rely on it at once.
        screen.flush()?;
    }
    Ok(())
}

impl Summary {
    fn count(&mut self, added: &Added) {
        self.added += usize::from(added.new);
        self.known += usize::from(!added.new);
        self.empty += usize::from(added.new && added.drafts == 0);
        self.drafts += added.drafts;
        self.accepted += added.accepted;
    }
}

fn progress(screen: &Screen, files: usize, verbose: bool) -> ProgressBar {
    if files < 2 || verbose || !screen.watched {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

fn print(session: &mut Session, summary: &Summary) -> Result<(), Failure> {
    let store = session.store_path()?;
    let screen = &mut session.screen;
    let mut reasons: BTreeMap<&Path, &str> = BTreeMap::new();
    for found in &summary.unreadable {
        reasons.insert(&found.path, &found.why);
    }
    if session.json {
        let unreadable: Vec<_> =
            reasons.iter().map(|(path, why)| serde_json::json!({"path": path, "why": why})).collect();
        return screen.json(&serde_json::json!({
            "added": summary.added, "known": summary.known, "drafts": summary.drafts,
            "accepted": summary.accepted, "not_read": unreadable, "store": store,
        }));
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
    if !reasons.is_empty() {
        screen.note(format!("{} not read:", counted(reasons.len(), "file")));
        summary.unreadable.iter().for_each(|found| screen.note(format!("  {}", unreadable_line(found))));
    }
    if summary.drafts > 0 {
        screen.line("Next: `attache review` to look at the drafts, or `attache ask claims`.")?;
    }
    Ok(())
}
