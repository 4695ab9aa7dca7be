//! The one place that prints: answers to standard output, notes to standard error.
//!
//! Styles are written always; whether they reach the terminal is decided here (`--color`, `NO_COLOR`, no
//! terminal). Whoever closes the output early (`| head`) ends the command quietly.

use std::{
    fmt::Display,
    io::{BufWriter, IsTerminal, StdoutLock, Write},
};

use anstream::{AutoStream, ColorChoice};
use indicatif::ProgressBar;
use serde::Serialize;

use crate::{
    failure::Failure,
    palette,
    visible::{escaped_json, visible},
};

/// Columns where the output is no terminal and none are asked for.
const PLAIN_WIDTH: usize = 120;

/// Standard output and standard error.
pub(crate) struct Screen {
    out: BufWriter<AutoStream<StdoutLock<'static>>>,
    err: AutoStream<std::io::Stderr>,
    width: usize,
    colour: bool,
    /// Whether there is a person on the other side who sees progress.
    pub(crate) watched: bool,
    /// Whether the answer goes to a terminal.
    pub(crate) shown: bool,
    /// The bar that stands below what is told on standard error.
    bar: ProgressBar,
}

impl Screen {
    /// A screen with colours as chosen, and with the width given, else that of the terminal.
    pub(crate) fn new(choice: ColorChoice, width: Option<u16>) -> Self {
        let stdout = std::io::stdout();
        let stderr = std::io::stderr();
        let decide = |auto: ColorChoice| if choice == ColorChoice::Auto { auto } else { choice };
        let (out_choice, err_choice) =
            (decide(AutoStream::choice(&stdout)), decide(AutoStream::choice(&stderr)));
        let terminal = terminal_size::terminal_size().map(|(width, _)| width.0);
        let width = width.or(if stdout.is_terminal() { terminal } else { None });
        Self {
            watched: stderr.is_terminal(),
            shown: stdout.is_terminal(),
            bar: ProgressBar::hidden(),
            out: BufWriter::new(AutoStream::new(stdout.lock(), out_choice)),
            err: AutoStream::new(stderr, err_choice),
            width: width.map_or(PLAIN_WIDTH, usize::from).max(40),
            colour: out_choice != ColorChoice::Never,
        }
    }

    /// Columns to fill.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    /// Whether colours show on standard output.
    pub(crate) const fn colour(&self) -> bool {
        self.colour
    }

    /// Prints one line of the answer.
    pub(crate) fn line(&mut self, text: impl Display) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{text}")?)
    }

    /// Prints a value as one line of JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let json = serde_json::to_string(value).map_err(|cause| Failure::Output(cause.into()))?;
        self.line(escaped_json(&json))
    }

    /// Prints a heading between blank lines.
    pub(crate) fn heading(&mut self, text: &str) -> Result<(), Failure> {
        self.line("")?;
        for line in textwrap::wrap(text, self.width.min(100)) {
            self.line(palette::styled(palette::HEADING, &line))?;
        }
        self.line("")
    }

    /// Prints words, wrapped to the width, each line after an indent.
    pub(crate) fn wrapped(&mut self, indent: &str, text: &str) -> Result<(), Failure> {
        let options =
            textwrap::Options::new(self.width.min(100)).initial_indent(indent).subsequent_indent(indent);
        for line in textwrap::wrap(text, options) {
            self.line(line)?;
        }
        Ok(())
    }

    /// Prints a question and leaves the cursor behind it.
    pub(crate) fn ask(&mut self, text: impl Display) -> Result<(), Failure> {
        write!(self.out, "{text}")?;
        self.flush()
    }

    /// Hands everything on that was printed so far.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// Tells something beside the answer, on standard error. That nobody listens there is no failure.
    pub(crate) fn note(&mut self, text: impl Display) {
        let (out, err) = (&mut self.out, &mut self.err);
        self.bar.suspend(|| {
            let _ = out.flush();
            let _ = writeln!(err, "{text}");
        });
    }

    /// Keeps what is told on standard error above this bar.
    pub(crate) fn beside(&mut self, bar: &ProgressBar) {
        self.bar = bar.clone();
    }

    /// Tells why something was not done, wrapped so that it can be read.
    pub(crate) fn complaint(&mut self, head: &str, text: &str) {
        let head = palette::styled(palette::BAD, head);
        let text = format!("{head} {}", visible(text));
        for line in textwrap::wrap(&text, textwrap::Options::new(self.width.min(100)).subsequent_indent("  "))
        {
            self.note(line);
        }
    }

    /// The answer as raw bytes, for formats that other programs read.
    pub(crate) const fn raw(&mut self) -> &mut dyn Write {
        &mut self.out
    }
}
