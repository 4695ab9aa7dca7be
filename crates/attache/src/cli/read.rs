//! `attache read`: what a report claims, without keeping it.

use std::path::{Path, PathBuf};

use attache_core::{article::Article, claim::ClaimDraft, span::Span};
use attache_text::reading::{self, Note};
use clap::Args;

use crate::{
    answer,
    cli::{
        particulars::Particulars,
        second_opinion::{self, SecondOpinion},
        tagging::Tagging,
        threads::Threads,
    },
    failure::{Failure, Outcome},
    gathering::{self, INPUT, Unreadable},
    marked_text::{legend, marked, marks},
    palette::{self, BAD, FAINT, styled},
    progress::Progress,
    screen::Screen,
    session::Session,
    table::{Grid, Look},
    visible::visible_line,
    wording,
};

/// Show what a report claims, without keeping it
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  attache read report.html\n  attache read --mark report.txt\n  \
    attache read --date 2024-11-28 --outlet \"Harbour Times\" report.txt\n  \
    pdftotext report.pdf - | attache read --json -")]
pub(crate) struct ReadArgs {
    /// Files or folders; `-` or nothing: standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Print the text with sources, cues and contents marked, in colour or in brackets
    #[arg(long)]
    mark: bool,

    #[command(flatten)]
    tagging: Tagging,

    #[command(flatten)]
    threads: Threads,

    #[command(flatten)]
    particulars: Particulars,

    #[command(flatten)]
    second_opinion: SecondOpinion,
}

/// Reads and prints.
pub(crate) fn run(args: &ReadArgs, session: &mut Session) -> Result<Outcome, Failure> {
    if args.mark && session.json {
        return Err(Failure::Usage(
            "--mark prints the text, --json the claims: leave one of them out".into(),
        ));
    }
    let mut drafter = args.second_opinion.drafter(&mut session.screen)?;
    let words = args.tagging.words()?;
    let given = args.particulars.given();
    let mut outcome = Outcome::Done;
    let (inputs, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| path == Path::new(INPUT));
    let gathered = gathering::gather(&paths);
    if gathered.left_out > 0 {
        session.screen.note(left_out(gathered.left_out));
    }
    for found in &gathered.unreadable {
        session.screen.note(unreadable_line(found));
        outcome = Outcome::SomethingWrong;
    }
    let several = gathered.files.len() > 1;
    let input = (!inputs.is_empty() || args.paths.is_empty()).then(|| PathBuf::from(INPUT));
    let list: Vec<PathBuf> = input.into_iter().chain(gathered.files).collect();
    // Where the answer goes to the same terminal, it shows by itself how far it is.
    let wanted = !session.screen.shown;
    let mut progress = Progress::new(&mut session.screen, list.len(), wanted);
    let read_in = |path: &PathBuf| {
        let (article, notes) = gathering::article(path, &given, &words)?;
        let read = reading::read(&article, &words);
        Ok((article, notes, read))
    };
    let weight = |path: &PathBuf| gathering::weight(path);
    args.threads.crew().work(&list, weight, read_in, |path, read| -> Result<(), Failure> {
        let mut claims = 0;
        match read {
            Ok((article, notes, mut read)) => {
                if let Some(drafter) = &mut drafter {
                    read.notes.extend(drafter.second(&article, &words, &mut read.drafts));
                }
                let name = Some(path.as_path()).filter(|path| several && *path != Path::new(INPUT));
                claims = read.drafts.len();
                print(session, name, &article, &read.drafts, args.mark)?;
                tell(&mut session.screen, name, notes.iter().chain(&read.notes));
            }
            Err(found) => {
                session.screen.note(unreadable_line(&found));
                outcome = Outcome::SomethingWrong;
            }
        }
        progress.done(path, claims);
        Ok(())
    })?;
    drop(progress);
    second_opinion::tell(&mut session.screen, drafter.as_ref());
    Ok(outcome)
}

/// A file that could not be read, as a line of standard error.
pub(crate) fn unreadable_line(found: &Unreadable) -> String {
    let path = visible_line(&found.path.display().to_string());
    format!("{} {path}: {}", styled(BAD, "not read:"), visible_line(&found.why))
}

/// How many files of folders were left out.
pub(crate) fn left_out(count: usize) -> String {
    format!(
        "{} left out: their names do not end in .txt, .md or .html (name a file to take it all the same)",
        wording::counted(count, "file")
    )
}

/// What the reader had to put up with, on standard error.
pub(crate) fn tell<'a>(screen: &mut Screen, path: Option<&Path>, notes: impl Iterator<Item = &'a Note>) {
    let place = path.map(|path| format!("{}: ", visible_line(&path.display().to_string())));
    for note in notes {
        let words = visible_line(&note.0);
        screen.note(styled(FAINT, &format!("note: {}{words}", place.as_deref().unwrap_or_default())));
    }
}

fn print(
    session: &mut Session,
    path: Option<&Path>,
    article: &Article,
    drafts: &[ClaimDraft],
    mark: bool,
) -> Result<(), Failure> {
    if session.json {
        for draft in drafts {
            session.screen.json(draft)?;
        }
        return Ok(());
    }
    let screen = &mut session.screen;
    if let Some(path) = path {
        screen.heading(&visible_line(&path.display().to_string()))?;
    }
    headline(screen, article)?;
    if mark {
        return print_marked(screen, article, drafts);
    }
    if drafts.is_empty() {
        return screen.line("No claims found in it.");
    }
    let lines: Vec<String> = grid(screen, drafts).lines().collect();
    lines.into_iter().try_for_each(|line| screen.line(line))?;
    screen.line(styled(FAINT, &wording::counted(drafts.len(), "draft claim")))
}

fn headline(screen: &mut Screen, article: &Article) -> Result<(), Failure> {
    let day = article.published.map(|day| day.to_string());
    let outlet = article.outlet.as_ref().map(|outlet| outlet.name.clone());
    let parts: Vec<String> = [outlet, day].into_iter().flatten().collect();
    if let Some(title) = &article.title {
        screen.line(styled(palette::HEADING, &visible_line(title)))?;
    }
    if parts.is_empty() {
        return Ok(());
    }
    screen.line(styled(FAINT, &visible_line(&parts.join(", "))))
}

fn print_marked(screen: &mut Screen, article: &Article, drafts: &[ClaimDraft]) -> Result<(), Failure> {
    let marks = marks(drafts);
    let colour = screen.colour();
    screen.line(legend(colour))?;
    screen.line("")?;
    let mut start = 0;
    for paragraph in article.text.split_inclusive('\n') {
        let end = start + paragraph.trim_end_matches(['\n', '\r']).len();
        let shown = marked(&article.text, Span::new(start, end), &marks, colour);
        if shown.is_empty() {
            screen.line("")?;
        } else {
            screen.wrapped("", &shown)?;
        }
        start += paragraph.len();
    }
    Ok(())
}

fn grid(screen: &Screen, drafts: &[ClaimDraft]) -> Grid {
    let wide = screen.width() >= answer::WIDE;
    let mut headings = vec![("#", Some(5)), ("Kind", Some(18)), ("What", None), ("How put", Some(16))];
    headings.push(("On whose word", Some(if screen.width() < answer::ROOMY { 22 } else { 30 })));
    if wide {
        headings.extend([("Where", Some(18)), ("When", Some(14)), ("Sure", Some(7))]);
    }
    let mut grid = Grid::new(screen, &headings);
    for (at, draft) in drafts.iter().enumerate() {
        let number = at.saturating_add(1).to_string();
        let part = draft.embedded_in.map(|whole| format!("\nin {}", whole.saturating_add(1)));
        let mut what = visible_line(&wording::content(draft, 160));
        for quantity in &draft.quantities {
            what.push_str(&format!("\nfigure: {}", visible_line(&wording::figure(quantity))));
        }
        if let Some(name) = &draft.drafter {
            what.push_str(&format!("\nproposed by a language model: {}", visible_line(name)));
        }
        for difference in &draft.differences {
            what.push_str(&format!("\ncheck: {}", difference.words()));
        }
        let place = draft.place.as_ref().map(|place| visible_line(&wording::place(place)));
        let when = draft.date.as_ref().map(|date| visible_line(&wording::event_time(date)));
        if !wide {
            let below: Vec<_> = [place.clone(), when.clone()].into_iter().flatten().collect();
            if !below.is_empty() {
                what.push_str(&format!("\nwhere, when: {}", below.join(", ")));
            }
        }
        let mut row = vec![
            (format!("{number}{}", part.unwrap_or_default()), Look::Faint),
            (draft.kind.to_string(), Look::Plain),
            (what, Look::Plain),
            (
                wording::modality(draft.modality).to_owned(),
                if draft.modality == attache_core::modality::Modality::Asserted {
                    Look::Plain
                } else {
                    Look::Notice
                },
            ),
            (visible_line(&draft.chain.to_string()), Look::Plain),
        ];
        if wide {
            row.push((place.unwrap_or_default(), Look::Plain));
            row.push((when.unwrap_or_default(), Look::Plain));
            row.push((draft.confidence.to_string(), Look::Faint));
        }
        grid.row(row);
    }
    grid
}
