//! What is recorded of a claim's going out: proposals, releases, withdrawals.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    digest::Digest, grade::Credibility, marking::Marking, recipient::Recipient, tear_line::TearLine,
};

/// What somebody proposes to release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// To whom.
    pub to: Recipient,
    /// The tear-line; the claim goes whole where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tear_line: Option<TearLine>,
}

/// A proposal with who made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// What is proposed.
    pub proposal: Proposal,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What went to whom. A tear-line that rests on several claims is recorded with each of them, as the same
/// object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// To whom.
    pub to: Recipient,
    /// The object in the recipient's collection (a STIX id).
    pub object: String,
    /// Its version there (STIX `modified`).
    pub version: Timestamp,
    /// The marking under which it went, as the recipient sees it.
    pub marking: Marking,
    /// Over the bytes that went.
    pub digest: Digest,
    /// The tear-line, where it did not go whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tear_line: Option<TearLine>,
    /// Who took part in releasing it.
    pub persons: BTreeSet<String>,
}

/// A release and whether it still stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseState {
    /// What went out.
    pub release: Release,
    /// When.
    pub at: Timestamp,
    /// What the claim was like then.
    #[serde(default)]
    pub content: Content,
    /// When and why it was called back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawal>,
}

/// What of a claim goes out whole, as marks to compare it by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Over the sealed body; `None` where nothing was sealed.
    pub body: Option<Digest>,
    /// The credibility given last.
    pub credibility: Option<Credibility>,
}

/// The calling back of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// When.
    pub at: Timestamp,
    /// Why. It is not told to the recipient.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::{Content, Proposal, Proposed, Release, ReleaseState, Withdrawal};
    use crate::{
        digest::Digest,
        marking::Tlp,
        release::fixture::{accepted, article, body, marking, noon, persons},
        reliance::Reliance,
        tear_line::{Cut, Keep, TearLine},
    };

    fn line() -> TearLine {
        let article = article();
        let cut = Cut {
            claims: &[&accepted(body(), &article)],
            articles: &[&article],
            text: None,
            keep: Keep::default(),
            marking: marking(Tlp::Green, &["desk"]),
            reliance: &Reliance::default(),
        };
        TearLine::tear(&cut).unwrap()
    }

    #[test]
    fn a_proposal_reads_back_with_its_tear_line_and_the_claims_behind_it() {
        for tear_line in [None, Some(line())] {
            let proposal = Proposal { to: "G-DESK".parse().unwrap(), tear_line };
            let proposed = Proposed { proposal, by: "ana".into(), at: noon() };
            let json = serde_json::to_string(&proposed).unwrap();
            assert_eq!(serde_json::from_str::<Proposed>(&json).unwrap(), proposed);
            assert_eq!(json.contains("rests_on"), proposed.proposal.tear_line.is_some());
        }
    }

    #[test]
    fn a_release_reads_back_whether_it_stands_or_not() {
        for withdrawn in [None, Some(Withdrawal { at: noon(), reason: "narrowed".into() })] {
            let release = Release {
                to: "desk".parse().unwrap(),
                object: "note--1".into(),
                version: noon(),
                marking: marking(Tlp::Green, &["desk"]),
                digest: Digest::of_bytes(b"x"),
                tear_line: Some(line()),
                persons: persons(&["ana", "ben"]),
            };
            let content = Content { body: Some(Digest::of_bytes(b"y")), credibility: None };
            let state = ReleaseState { release, at: noon(), content, withdrawn };
            let json = serde_json::to_string(&state).unwrap();
            assert_eq!(serde_json::from_str::<ReleaseState>(&json).unwrap(), state);
        }
    }
}
