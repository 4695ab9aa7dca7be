//! Text to read: the repository's own example articles, repeated with changes.

use std::path::{Path, PathBuf};

use anyhow::ensure;

/// Folders with example articles, from the repository's root.
const FOLDERS: [&str; 2] = ["eval/dev", "crates/attache"];

/// Articles that the others are made of.
#[derive(Debug)]
pub(crate) struct Corpus(Vec<String>);

impl Corpus {
    /// Loads the example articles: `.txt` files of the folders and of those below them.
    ///
    /// # Errors
    /// Where there are none.
    pub(crate) fn load(root: &Path) -> anyhow::Result<Self> {
        let mut paths = Vec::new();
        for folder in FOLDERS {
            collect(&root.join(folder), &mut paths);
        }
        paths.sort();
        let read = |path: &PathBuf| std::fs::read_to_string(path).ok().filter(|text| text.len() > 200);
        let texts: Vec<String> = paths.iter().filter_map(read).collect();
        ensure!(!texts.is_empty(), "no example articles below {}: eval/dev is empty", root.display());
        Ok(Self(texts))
    }

    /// The article of that number, without end: each round over the examples has other figures and begins
    /// at another paragraph, so that no two are alike.
    pub(crate) fn article(&self, number: usize) -> String {
        let rounds = number / self.0.len().max(1);
        let text = self.0.iter().cycle().nth(number % self.0.len().max(1)).map_or("", String::as_str);
        let lines: Vec<&str> = text.lines().collect();
        let first = rounds % lines.len().max(1);
        let turned = lines.iter().cycle().skip(first).take(lines.len());
        let mut varied = format!("Dispatch {number}.\n");
        for line in turned {
            varied.extend(line.chars().map(|c| shifted(c, rounds)));
            varied.push('\n');
        }
        varied
    }

    /// Articles that hold together at least so many bytes.
    pub(crate) fn articles(&self, bytes: usize) -> Vec<String> {
        let mut held = 0_usize;
        let mut number = 0_usize;
        std::iter::from_fn(|| {
            (held < bytes).then(|| {
                let article = self.article(number);
                number = number.saturating_add(1);
                held = held.saturating_add(article.len());
                article
            })
        })
        .collect()
    }

    /// One text of at least so many bytes, with blank lines between the articles.
    pub(crate) fn one(&self, bytes: usize) -> String {
        self.articles(bytes).join("\n")
    }
}

/// A digit moved round by some steps, other than to zero, so that figures and days stay what they are.
fn shifted(c: char, steps: usize) -> char {
    match c.to_digit(10) {
        Some(digit @ 1..) => {
            let steps = u32::try_from(steps % 9).unwrap_or(0);
            let moved = digit.saturating_sub(1).saturating_add(steps) % 9;
            char::from_digit(moved.saturating_add(1), 10).unwrap_or(c)
        }
        _ => c,
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            paths.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Corpus, shifted};

    #[test]
    fn no_two_articles_are_alike_and_the_same_number_is_the_same_article() {
        let corpus = Corpus(vec!["One 1.\nTwo 20.".into(), "Three 3.\nFour 4.\nFive 5.".into()]);
        let articles: BTreeSet<String> = (0..40).map(|number| corpus.article(number)).collect();
        assert_eq!(articles.len(), 40);
        assert_eq!(corpus.article(7), corpus.article(7));
        assert_eq!(corpus.article(2), "Dispatch 2.\nTwo 30.\nOne 2.\n");
    }

    #[test]
    fn enough_is_made() {
        let corpus = Corpus(vec!["A line of text.\n".repeat(20)]);
        let articles = corpus.articles(5000);
        assert!((5000..5400).contains(&articles.iter().map(String::len).sum::<usize>()));
        assert!(corpus.one(5000).len() >= 5000);
    }

    #[test]
    fn a_zero_stays_and_no_digit_becomes_one() {
        assert_eq!(shifted('0', 5), '0');
        assert_eq!(shifted('9', 1), '1');
        assert_eq!(shifted('x', 1), 'x');
    }
}
