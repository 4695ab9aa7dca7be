//! Where the time of reading goes, what memory it takes, and how soon it starts: `cargo xtask bench reading --profile`.
//!
//! Reading tells a watch which stage it enters ([`attache_text::stage`]); the watch here looks at the time.
//! The page of figures keeps what was printed, in `xtask/src/eval/profile.md`.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use attache_core::article::Form;
use attache_text::{
    reading::{read_watched, take_in, tokens},
    stage::{Stage, Watch},
    words::Words,
};
use comfy_table::{CellAlignment, Table, presets};

use super::{
    Scale,
    corpus::Corpus,
    memory,
    reading::{drafts, given},
    stopwatch::{middle, now, of_children, once, once_on_core, rate, ratio},
};
use crate::Outcome;

/// The names of the works whose peak memory is asked of a process of its own.
const WORKS: [(&str, &str); 2] =
    [("profile: articles", "articles, one after the other"), ("profile: one text", "one text")];

/// Lengths of text at which memory is measured, in bytes; and those of a smoke run, which has seconds.
const LENGTHS: [usize; 2] = [1_000_000, 64_000_000];
const SMOKE: [usize; 2] = [20_000, 100_000];

/// Starts of the program that a median is taken of.
const STARTS: usize = 21;

/// Time by stage.
struct Laps {
    stage: Stage,
    since: Instant,
    spent: Vec<(Stage, Duration)>,
    /// Time on a core, all in all.
    on_core: Duration,
}

impl Laps {
    fn start() -> Self {
        let spent = Stage::ALL.map(|stage| (stage, Duration::ZERO)).to_vec();
        Self { stage: Stage::TakingIn, since: now(), spent, on_core: Duration::ZERO }
    }

    fn total(&self) -> Duration {
        self.spent.iter().map(|(_, time)| *time).sum()
    }
}

impl Watch for Laps {
    fn enter(&mut self, stage: Stage) {
        let here = now();
        let lap = here.saturating_duration_since(self.since);
        if let Some((_, spent)) = self.spent.iter_mut().find(|(of, _)| *of == self.stage) {
            *spent = spent.saturating_add(lap);
        }
        self.since = here;
        self.stage = stage;
    }
}

/// Measures all of it, as a text in Markdown.
pub(crate) fn run(
    root: &Path,
    corpus: &Corpus,
    words: &Words,
    scale: Scale,
    smoke: bool,
) -> anyhow::Result<Outcome> {
    let mut text = String::from("## Profile of reading\n\n");
    writeln!(
        text,
        "Written by the command; {}, one thread, medians of {} runs over {} of the repository's example articles, \
         varied. Times are times on a core, which other work on the machine changes less than \
         those by the clock.\n\n```console\ncargo build --release -p attache && cargo xtask bench reading --profile\n```\n",
        if cfg!(debug_assertions) { "debug build (the figures say nothing)" } else { "release build" },
        scale.runs,
        megabytes(scale.bytes),
    )?;
    text.push_str(&stages(corpus, words, scale)?);
    text.push_str(&peaks(if smoke { SMOKE } else { LENGTHS })?);
    text.push_str(&start_and_sizes(root)?);
    Ok(Outcome { text, ok: true })
}

/// The peak memory of this process after one work, in bytes; `None` for a work that is not of the profile.
pub(crate) fn peak(work: &str, corpus: &Corpus, words: &Words, bytes: usize) -> Option<usize> {
    let [(articles, _), (one, _)] = WORKS;
    // Texts are made as they are read, so that no memory but the reader's is counted.
    let each = (0..).map(|number| corpus.article(number));
    if work == articles {
        let mut left = bytes;
        each.take_while(|text| {
            std::hint::black_box(drafts(text, Form::Plain, words));
            left = left.saturating_sub(text.len());
            left > 0
        })
        .for_each(drop);
    } else if work == one {
        let mut text = String::with_capacity(bytes.saturating_add(100_000));
        for article in each {
            text.push_str(&article);
            text.push('\n');
            if text.len() >= bytes {
                break;
            }
        }
        std::hint::black_box(drafts(&text, Form::Plain, words));
    } else {
        return None;
    }
    memory::highest()
}

/// The table of stages.
fn stages(corpus: &Corpus, words: &Words, scale: Scale) -> anyhow::Result<String> {
    let articles = corpus.articles(scale.bytes);
    let count: usize = articles.iter().map(|article| tokens(article).len()).sum();
    let mut runs: Vec<Laps> = (0..scale.runs.max(1)).map(|_| watched(&articles, words)).collect();
    let reading = || articles.iter().map(|text| drafts(text, Form::Plain, words)).sum::<usize>();
    let plain = middle((0..scale.runs.max(1)).map(|_| once_on_core(reading)).collect());
    runs.sort_by_key(|laps| laps.on_core);
    let laps = runs.get(runs.len() / 2).context("no runs")?;
    let all = 1e9 / rate(count, laps.on_core);
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(["stage", "share, %", "ns a token"]);
    for (stage, time) in &laps.spent {
        let share = ratio(*time, laps.total());
        let each = share * all;
        table.add_row([stage.to_string(), format!("{:.1}", share * 100.0), format!("{each:.0}")]);
    }
    table.add_row(["all".to_owned(), "100.0".to_owned(), format!("{all:.0}")]);
    right(&mut table);
    Ok(format!(
        "{table}\n\nEnd to end, from bytes to drafts, by rules and tagger and not watched: **{:.0} thousand \
         tokens a second** of time on a core ({count} tokens; watched, it takes {:.2} times as long).\n\n",
        rate(count, plain) / 1000.0,
        ratio(laps.on_core, plain),
    ))
}

/// Reads all articles under a watch.
fn watched(articles: &[String], words: &Words) -> Laps {
    let mut laps = Laps::start();
    let on_core = once_on_core(|| {
        for text in articles {
            laps.enter(Stage::TakingIn);
            let (article, _) = take_in(text.as_bytes(), &given(Form::Plain), words);
            std::hint::black_box(read_watched(&article, words, &mut laps));
        }
        laps.enter(Stage::TakingIn);
    });
    Laps { on_core, ..laps }
}

/// The table of memory.
fn peaks(lengths: [usize; 2]) -> anyhow::Result<String> {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(
        std::iter::once("read".to_owned()).chain(lengths.map(|bytes| format!("of {}", megabytes(bytes)))),
    );
    for (work, shown) in WORKS {
        let mut cells = vec![shown.to_owned()];
        for bytes in lengths {
            let peak = memory::alone(work, bytes);
            cells.push(peak.map_or_else(|| "not told".to_owned(), megabytes));
        }
        table.add_row(cells);
    }
    right(&mut table);
    let mut text = String::from(
        "Peak memory of a whole process that reads (`VmHWM`), models and text with it. One text is kept with all its \
         drafts, and reading stops after 100,000 of them.\n\n",
    );
    writeln!(text, "{table}\n")?;
    Ok(text)
}

/// The table of start and sizes.
fn start_and_sizes(root: &Path) -> anyhow::Result<String> {
    let loading = || once_on_core(|| Words::built_in().map(Words::with_tagger).is_ok());
    let load = middle((0..STARTS).map(|_| loading()).collect());
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(["", ""]);
    table.add_row(["loading word tables and tagger".to_owned(), milliseconds(load)]);
    let text = root.join("target").join("profile.txt");
    std::fs::write(&text, "The mayor said the depot was empty.\n")?;
    let built = program();
    let started = match &built {
        Some(program) => {
            let before = of_children();
            let mut times = Vec::new();
            for _ in 0..STARTS {
                times.push(start(program, &text)?);
            }
            let spent = before.zip(of_children()).map(|(before, after)| after.saturating_sub(before));
            let mean = spent.and_then(|spent| spent.checked_div(u32::try_from(STARTS).ok()?));
            let on_core = mean.map_or_else(|| "not told".to_owned(), milliseconds);
            format!("{on_core} on a core, {} by the clock", milliseconds(middle(times)))
        }
        None => "`attache` is not built beside this program".to_owned(),
    };
    table.add_row(["`attache read` of one sentence, from start to end of the process".to_owned(), started]);
    let models = root.join("crates/attache-text/models");
    let words = root.join("crates/attache-text/words");
    table.add_row(["tagger, in the binary".to_owned(), megabytes(held(&models)?)]);
    table.add_row(["word tables, in the binary".to_owned(), megabytes(held(&words)?)]);
    if let Some(program) = built {
        let bytes = usize::try_from(std::fs::metadata(program)?.len())?;
        table.add_row(["`attache`, the binary".to_owned(), megabytes(bytes)]);
    }
    right(&mut table);
    Ok(format!("{table}\n\n"))
}

/// The `attache` that was built beside this program.
fn program() -> Option<PathBuf> {
    let own = std::env::current_exe().ok()?;
    Some(own.with_file_name("attache")).filter(|program| program.is_file())
}

/// How long the program takes for one short text.
fn start(program: &Path, text: &Path) -> anyhow::Result<Duration> {
    let mut done = None;
    let time = once(|| {
        let mut command = Command::new(program);
        done = command.arg("read").arg(text).stdout(Stdio::null()).stderr(Stdio::null()).status().ok();
    });
    ensure!(done.is_some_and(|status| status.success()), "`attache read` fails");
    Ok(time)
}

/// Bytes of all files of a folder.
fn held(folder: &Path) -> anyhow::Result<usize> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        bytes += usize::try_from(entry?.metadata()?.len())?;
    }
    Ok(bytes)
}

fn megabytes(bytes: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
    let bytes = bytes as f64;
    format!("{:.1} MB", bytes / 1e6)
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// Figures stand at the right.
fn right(table: &mut Table) {
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}

#[cfg(test)]
mod tests {
    use attache_text::reading::read;

    use super::{Corpus, Form, Laps, Scale, Stage, Words, given, read_watched, stages, take_in, watched};

    #[test]
    fn every_stage_takes_time_and_a_watch_changes_nothing() {
        let words = Words::built_in().unwrap().with_tagger().unwrap();
        let corpus = Corpus::load(&crate::root()).unwrap();
        let articles = corpus.articles(20_000);
        let laps = watched(&articles, &words);
        assert_eq!(laps.spent.len(), Stage::ALL.len());
        for (stage, time) in &laps.spent {
            assert!(!time.is_zero(), "{stage}");
        }
        let (article, _) = take_in(articles[0].as_bytes(), &given(Form::Plain), &words);
        let alike = read_watched(&article, &words, &mut Laps::start());
        assert_eq!(alike.drafts, read(&article, &words).drafts);
        let text = stages(&corpus, &words, Scale { bytes: 5_000, articles: 1, objects: 1, runs: 1 }).unwrap();
        assert!(text.contains("| drafts ") && text.contains("tokens a second"), "{text}");
    }
}
