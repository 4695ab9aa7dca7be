//! What is typed of a tear-line.

use std::{collections::BTreeSet, path::PathBuf};

use attache_core::{
    marking::{Marking, Tlp},
    tear_line::{Keep, KeptDate},
};
use clap::Args;

use crate::{cli::mark, failure::Failure, releasing::tearing::Tear};

/// How claims are torn.
#[derive(Args, Debug)]
#[command(next_help_heading = "Tear-lines (a new object that names nothing withheld)")]
pub(super) struct TearTerms {
    /// Release a tear-line of these claims instead of the claims
    #[arg(long, requires = "tlp")]
    tear_line: bool,
    /// What it says; it is refused where it names what is withheld [default: a sentence made of what is kept]
    #[arg(long, value_name = "TEXT", requires = "tear_line")]
    text: Option<String>,
    /// The same, from a file
    #[arg(long, value_name = "FILE", requires = "tear_line", conflicts_with = "text")]
    text_file: Option<PathBuf>,
    /// What is kept, with commas: figures, place, date=month, date=day, items, parties [default:
    /// date=month,items,parties]
    #[arg(long, value_name = "PARTS", requires = "tear_line")]
    keep: Option<String>,
    /// Its colour: clear, green, amber, amber+strict or red
    #[arg(long, value_name = "COLOUR", value_parser = mark::tlp, requires = "tear_line")]
    tlp: Option<Tlp>,
    /// To whom it may be released: partners, countries or groups, with commas
    #[arg(long, value_name = "WHO", value_delimiter = ',', requires = "tear_line")]
    releasable_to: Vec<String>,
    /// What a recipient must hold; may be given several times
    #[arg(long, value_name = "TEXT", requires = "tear_line")]
    caveat: Vec<String>,
}

impl TearTerms {
    /// What it means; `None` where no tear-line is asked for.
    pub(super) fn tear(&self) -> Result<Option<Tear>, Failure> {
        let Some(tlp) = self.tlp.filter(|_| self.tear_line) else { return Ok(None) };
        let words = |words: &[String]| -> BTreeSet<String> {
            words.iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
        };
        let marking = Marking {
            releasable_to: words(&self.releasable_to),
            caveats: words(&self.caveat),
            ..Marking::of(tlp)
        };
        let keep = self.keep.as_deref().map_or(Ok(Keep::default()), keep)?;
        let text = super::text_of(self.text.as_ref(), self.text_file.as_ref())?;
        Ok(Some(Tear { keep, text, marking }))
    }
}

/// Reads "figures,place,date=month". What is not named is left out.
fn keep(text: &str) -> Result<Keep, Failure> {
    let mut keep = Keep { figures: false, place: false, date: KeptDate::None, items: false, parties: false };
    for part in text.split(',').map(str::trim) {
        match part {
            "figures" => keep.figures = true,
            "place" => keep.place = true,
            "items" => keep.items = true,
            "parties" => keep.parties = true,
            "date=month" | "date" => keep.date = KeptDate::Month,
            "date=day" => keep.date = KeptDate::Day,
            "nothing" if text.trim() == "nothing" => {}
            other => {
                return Err(Failure::Usage(format!(
                    "`{other}` cannot be kept; parts: figures, place, date=month, date=day, items, parties, or nothing"
                )));
            }
        }
    }
    Ok(keep)
}

#[cfg(test)]
mod tests {
    use super::keep;
    use attache_core::tear_line::KeptDate;

    #[test]
    fn what_is_not_named_is_left_out() {
        let kept = keep("figures, date=day").unwrap();
        assert!(kept.figures && !kept.place && !kept.items && !kept.parties);
        assert_eq!(kept.date, KeptDate::Day);
        assert_eq!(keep("nothing").unwrap().date, KeptDate::None);
        for bad in ["", "sources", "figures,nothing", "date=year"] {
            assert!(keep(bad).is_err(), "{bad}");
        }
    }
}
