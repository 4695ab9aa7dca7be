//! Scores for people (lines and tables) and for programs (JSON).

use std::fmt::Write as _;

use comfy_table::{Table, presets};

use super::{
    score::Score,
    tally::{Figures, Tally},
};

/// Letters of a cell; a claim can be a long sentence.
const WIDTH: usize = 72;

/// One article with its score.
#[derive(Debug)]
pub(crate) struct Scored {
    pub(crate) name: String,
    pub(crate) score: Score,
}

/// The counts of all articles, added up.
pub(crate) fn total(articles: &[Scored]) -> Tally {
    let mut total = Tally::default();
    for article in articles {
        total += article.score.tally;
    }
    total
}

/// A line for each article and one for all, behind the tables where `tables` asks for them.
pub(crate) fn for_people(articles: &[Scored], tables: bool) -> String {
    let mut text = String::new();
    if tables {
        text.push_str(&details(articles));
    }
    let width = articles.iter().map(|article| article.name.chars().count()).max().unwrap_or(0);
    if articles.len() > 1 {
        for article in articles {
            let _ = writeln!(text, "{:width$}  {}", article.name, article.score.tally);
        }
    }
    let _ = writeln!(text, "{:width$}  {}", "all", total(articles));
    text
}

/// The figures of each article and of all.
pub(crate) fn for_programs(articles: &[Scored]) -> anyhow::Result<String> {
    #[derive(serde::Serialize)]
    struct Line<'a> {
        article: &'a str,
        figures: Figures,
    }
    let lines = articles
        .iter()
        .map(|article| Line { article: &article.name, figures: article.score.tally.figures() })
        .collect::<Vec<_>>();
    let all = serde_json::json!({ "total": total(articles).figures(), "articles": lines });
    Ok(format!("{}\n", serde_json::to_string_pretty(&all)?))
}

fn details(articles: &[Scored]) -> String {
    let mut missed = table(&["article", "claim", "kind", "content"]);
    let mut wrong = table(&["article", "claim", "aspect", "got", "want", "content"]);
    let mut extra = table(&["article", "kind", "content"]);
    for Scored { name, score } in articles {
        for m in &score.missed {
            let level = if m.embedded { " (embedded)" } else { "" };
            row(&mut missed, &[name, &m.claim, &format!("{}{level}", m.kind), &m.content]);
        }
        for w in &score.wrong {
            row(&mut wrong, &[name, &w.claim, w.aspect, &w.got, &w.want, &w.content]);
        }
        for e in &score.extra {
            row(&mut extra, &[name, &e.kind, &e.content]);
        }
    }
    let mut text = String::new();
    for (title, table) in [("missed", missed), ("wrong", wrong), ("extra", extra)] {
        let rows = table.row_count();
        let _ = if rows == 0 {
            writeln!(text, "{title}: nothing\n")
        } else {
            writeln!(text, "{title}: {rows}\n{table}\n")
        };
    }
    text
}

fn table(columns: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(columns.iter().copied());
    table
}

fn row(table: &mut Table, cells: &[&str]) {
    table.add_row(cells.iter().map(|cell| shortened(cell)));
}

/// At most [`WIDTH`] letters on one line.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= WIDTH {
        return line;
    }
    line.chars().take(WIDTH.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::{Scored, for_people, for_programs, shortened};
    use crate::eval::{
        fixture::{claim, draft, gold, words},
        score::score,
    };

    fn articles() -> Vec<Scored> {
        let gold = gold(vec![claim("C1", &[(0, 50)]), claim("C2", &[(60, 90)])]);
        let scored =
            |name: &str, drafts: &[_]| Scored { name: name.into(), score: score(&gold, drafts, &words()) };
        vec![scored("a.txt", &[draft(&[(0, 50)])]), scored("b.txt", &[draft(&[(0, 50)]), draft(&[(60, 90)])])]
    }

    #[test]
    fn totals_add_counts_up() {
        let text = for_people(&articles(), true);
        assert!(text.contains("missed: 1\n"), "{text}");
        assert!(text.contains("wrong: nothing"), "{text}");
        assert!(text.contains("\na.txt  drafts 1 P 1.00 R 0.50 F1 0.67 "), "{text}");
        assert!(text.contains("\nall    drafts 3 P 1.00 R 0.75 F1 0.86 "), "{text}");
    }

    #[test]
    fn programs_get_the_same_figures() {
        let json: serde_json::Value = serde_json::from_str(&for_programs(&articles()).unwrap()).unwrap();
        assert_eq!(json.pointer("/total/recall"), Some(&serde_json::json!(0.75)));
        assert_eq!(json.pointer("/articles/0/article"), Some(&serde_json::json!("a.txt")));
    }

    #[test]
    fn a_long_cell_is_cut() {
        assert_eq!(shortened("a\n b"), "a b");
        assert_eq!(shortened(&"ä".repeat(100)).chars().count(), 72);
    }
}
