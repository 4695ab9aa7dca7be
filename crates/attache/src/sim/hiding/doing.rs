//! What an act does to a node.

use attache_core::{
    grade::Credibility,
    id::ClaimId,
    marking::{Marking, Tlp},
    record::Happening,
    tear_line::Keep,
};
use axum::body::Body;
use http::{Method, Request, header};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use super::{
    CANARY, OBSERVER, OTHERS,
    act::{Act, Elsewhere},
    desk::Desk,
};
use crate::{
    partnering::{self, Given},
    redeciding,
    releasing::{self, Order, tearing::Tear, withdrawing},
    sim::world::recipient,
};

/// Which of them, if there is one.
fn pick(of: &[ClaimId], which: usize) -> Option<ClaimId> {
    of.get(which % of.len().max(1)).copied()
}

/// An object of the observer's. Numbers and versions meet those that others push.
pub(super) fn object(number: u16, version: u8, words: &str) -> Value {
    json!({
        "type": "note", "spec_version": "2.1",
        "id": format!("note--00000000-0000-4000-8000-{number:012}"),
        "created": "2024-11-27T08:00:00.000Z",
        "modified": format!("2024-11-27T08:00:{version:02}.000Z"),
        "content": words,
        "object_refs": ["identity--00000000-0000-4000-8000-000000000001"],
    })
}

impl Desk {
    pub(super) fn act(&mut self, runtime: &Runtime, moment: i64, act: &Act) {
        self.at_moment(moment);
        match act {
            Act::Read { hidden: false, number } => {
                let read = self.read("Harbour", *number);
                self.shared.extend(read);
            }
            Act::Read { hidden: true, number } if self.full => {
                let read = self.read(CANARY, *number);
                self.own.extend(read);
            }
            Act::Mark { which, observer, others, tlp } => {
                let Some(claim) = pick(&self.shared, *which) else { return };
                // Who else may have it is nothing to the observer.
                let mut names: Vec<&str> = if *observer { vec![OBSERVER] } else { Vec::new() };
                if *others && self.full {
                    names.extend(OTHERS);
                }
                // CLEAR without a list is for all: with a list of others alone it is not the same for the observer.
                let tlp = if *tlp == Tlp::Clear && !observer { Tlp::Green } else { *tlp };
                self.mark(claim, &names, tlp);
            }
            Act::Release => self.release(OBSERVER),
            Act::Tear { which } => self.tear(*which),
            Act::Retract { which } => {
                if let Some(claim) = pick(&self.shared, *which) {
                    self.retract(claim);
                }
            }
            Act::Withdraw { which } => {
                let Some(claim) = pick(&self.shared, *which) else { return };
                self.with(|effects| {
                    let _ = withdrawing::withdraw(effects, &recipient(OBSERVER), &[claim], CANARY);
                });
            }
            Act::Agree { ceiling } => self.agree(OBSERVER, *ceiling),
            Act::Elsewhere(elsewhere) if self.full => self.elsewhere(runtime, elsewhere),
            Act::Push { number, version, times } => self.push(runtime, *number, *version, *times),
            Act::Delete { number } => {
                let path =
                    format!("{}objects/note--00000000-0000-4000-8000-{number:012}/", self.inbox(OBSERVER));
                self.ask(runtime, Method::DELETE, &path, None);
            }
            Act::Look => self.look(runtime),
            Act::Read { .. } | Act::Elsewhere(_) => {}
        }
    }

    fn tear(&self, which: usize) {
        let Some(claim) = pick(&self.shared, which) else { return };
        let names = [OBSERVER.to_owned()].into();
        let marking = Marking { releasable_to: names, ..Marking::of(Tlp::Green) };
        let tear = Tear { keep: Keep::default(), text: None, marking };
        let to = recipient(OBSERVER);
        self.with(|effects| {
            let _ = releasing::release(effects, &Order { to: &to, claims: &[claim], tear: Some(&tear) });
        });
    }

    fn elsewhere(&mut self, runtime: &Runtime, elsewhere: &Elsewhere) {
        match elsewhere {
            Elsewhere::Release => OTHERS.iter().for_each(|other| self.release(other)),
            Elsewhere::Mark { which } => {
                if let Some(claim) = pick(&self.own, *which) {
                    self.mark(claim, &OTHERS, Tlp::Amber);
                }
            }
            Elsewhere::Retract { which } => {
                if let Some(claim) = pick(&self.own, *which) {
                    self.retract(claim);
                }
            }
            Elsewhere::Grade => {
                let Some(claim) = self.own.last().copied() else { return };
                self.with(|effects| {
                    let what = Happening::ClaimGraded {
                        claim,
                        credibility: Credibility::Doubtful,
                        reason: Some(CANARY.into()),
                    };
                    redeciding::record_one(effects, &what).unwrap();
                });
            }
            Elsewhere::Agreement { end: true } => self.with(|effects| {
                let _ = partnering::end(effects, &recipient(OTHERS[0]), CANARY);
            }),
            Elsewhere::Agreement { end: false } => self.agree(OTHERS[0], Tlp::Green),
            Elsewhere::Partner { number } => {
                let name = format!("rampart-{number}");
                self.with(|effects| {
                    let given = Given { name: Some(CANARY.into()), ..Given::default() };
                    let _ = partnering::add(effects, &name.parse().unwrap(), &given);
                });
            }
            Elsewhere::Suspend => self.with(|effects| {
                let id = OTHERS[1].parse().unwrap();
                if partnering::suspend(effects, &id, CANARY).is_err() {
                    let _ = partnering::resume(effects, &id, CANARY);
                }
            }),
            Elsewhere::Push { number } => {
                let body = serde_json::to_vec(&json!({ "objects": [object(*number, 1, CANARY)] })).unwrap();
                let path = format!("{}objects/", self.inbox(OTHERS[0]));
                self.asked_by(runtime, OTHERS[0], Method::POST, &path, Some(body));
            }
            Elsewhere::Poll => {
                let path = format!("{}objects/", self.outbox(OTHERS[0]));
                self.asked_by(runtime, OTHERS[0], Method::GET, &path, None);
            }
            Elsewhere::Knock => {
                let request = Request::get("/exchange/").header(header::AUTHORIZATION, "Bearer attache_no");
                runtime.block_on(self.router().oneshot(request.body(Body::empty()).unwrap())).unwrap();
            }
        }
    }
}
