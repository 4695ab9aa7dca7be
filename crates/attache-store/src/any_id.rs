//! Ids as people type them.

use std::fmt;

use attache_core::id::{ArticleId, ClaimId};

/// How many ids a beginning is resolved to at most: enough to say that it is not yet long enough.
pub const RESOLVE_LIMIT: usize = 64;

/// An id of something that people ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnyId {
    /// Of an article.
    Article(ArticleId),
    /// Of a claim.
    Claim(ClaimId),
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Article(id) => id.fmt(f),
            Self::Claim(id) => id.fmt(f),
        }
    }
}

/// The beginning of an id: `8f14e45f`, `claim--8f14`, `article--8f14e45f-ceea-8…`, in either case, with
/// or without hyphens, with or without the dots that stand for what a table cut off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdPrefix {
    articles: bool,
    claims: bool,
    digits: String,
}

impl IdPrefix {
    /// Reads what was typed; `None` where no id can begin so, and where no digit was typed.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim().trim_end_matches(['…', '.']).to_ascii_lowercase();
        let (articles, claims, rest) = match typed.split_once("--") {
            None => (true, true, typed.as_str()),
            Some((ArticleId::PREFIX, rest)) => (true, false, rest),
            Some((ClaimId::PREFIX, rest)) => (false, true, rest),
            Some(_) => return None,
        };
        let digits: String = rest.chars().filter(|c| *c != '-').collect();
        let readable =
            !digits.is_empty() && digits.len() <= 32 && digits.chars().all(|c| c.is_ascii_hexdigit());
        readable.then_some(Self { articles, claims, digits })
    }

    /// Whether an article can be meant.
    #[must_use]
    pub const fn articles(&self) -> bool {
        self.articles
    }

    /// Whether a claim can be meant.
    #[must_use]
    pub const fn claims(&self) -> bool {
        self.claims
    }

    /// The hexadecimal digits typed, 1 to 32, lower case.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The least and the greatest 16 bytes that begin so.
    #[must_use]
    pub fn range(&self) -> ([u8; 16], [u8; 16]) {
        let number = |fill: char| {
            let padded: String = self.digits.chars().chain(std::iter::repeat(fill)).take(32).collect();
            u128::from_str_radix(&padded, 16).unwrap_or_default().to_be_bytes()
        };
        (number('0'), number('f'))
    }
}

#[cfg(test)]
mod tests {
    use super::IdPrefix;

    #[test]
    fn what_people_type_is_read() {
        let read = |typed| IdPrefix::read(typed).map(|p| (p.articles(), p.claims(), p.digits().to_owned()));
        assert_eq!(read(" 8F14e45f "), Some((true, true, "8f14e45f".into())));
        assert_eq!(read("claim--8f14…"), Some((false, true, "8f14".into())));
        assert_eq!(read("article--8f14e45f-ce..."), Some((true, false, "8f14e45fce".into())));
        let beyond = "0".repeat(33);
        for bad in ["", "claim--", "report--8f", "8g", "…", "é", "claim--8f--1g", &beyond] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_range_of_half_a_byte_ends_within_it() {
        let (low, high) = IdPrefix::read("8f1").unwrap().range();
        assert_eq!((&low[..3], &high[..3]), (&[0x8f, 0x10, 0][..], &[0x8f, 0x1f, 0xff][..]));
    }
}
