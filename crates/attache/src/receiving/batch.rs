//! A stretch of a partner's inbox, looked at and recorded in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    collection::CollectionId,
    digest::Digest,
    id::ClaimId,
    object_key::ObjectKey,
    partner::PartnerState,
    record::{Happening, NewRecord, Record, Seq},
    roster::Roster,
};
use attache_store::{Entry, PageQuery, VersionMatch};
use jiff::Timestamp;

use super::{
    Came, Fate, Tally,
    bearers::{self, Bearers},
    came,
    judging::{self, Judged, Scene},
    meaning::{Around, Meaning, Read, Told},
    soundness, torn_off,
    waiting::{self, ROUNDS, Waiting},
    watermark::Watermark,
};
use crate::{collections, effects::Effects, failure::Failure, node::Node, redeciding::Wish};

mod again;

/// One batch under way.
pub(super) struct Batch<'a> {
    effects: &'a Effects<'a>,
    read: Read,
    node: &'a Node,
    roster: &'a Roster,
    partner: &'a PartnerState,
    us: String,
    inbox: CollectionId,
    now: Timestamp,
    what: Vec<Happening>,
    came: BTreeMap<String, Came>,
    bearers: Bearers,
    waiting: Waiting,
    /// The tear-lines that we sent out, once they were needed.
    torn: Option<BTreeMap<ClaimId, Digest>>,
    tally: Tally,
}

impl<'a> Batch<'a> {
    /// A batch in which nothing was looked at yet.
    pub(super) fn new(
        effects: &'a Effects<'a>,
        now: Timestamp,
        read: Read,
        node: &'a Node,
        roster: &'a Roster,
        partner: &'a PartnerState,
    ) -> Result<Self, Failure> {
        Ok(Self {
            effects,
            read,
            node,
            roster,
            partner,
            us: format!("identity--{}", node.identity.hyphenated()),
            inbox: collections::inbox(node, partner).id,
            now,
            what: Vec::new(),
            came: BTreeMap::new(),
            bearers: Bearers::new(&partner.partner.id),
            waiting: Waiting::load(effects.store, &partner.partner.id)?,
            torn: None,
            tally: Tally::default(),
        })
    }

    /// Looks at a page of the inbox; `last` where no further one follows now.
    pub(super) fn take_page(&mut self, entries: &[Entry], last: bool) -> Result<(), Failure> {
        for entry in entries {
            self.tally.objects = self.tally.objects.saturating_add(1);
            self.take(entry, false)?;
        }
        let came: BTreeSet<String> = entries.iter().map(|entry| entry.object.to_string()).collect();
        for waiter in self.waiting.for_any(&came) {
            self.retry(&waiter, false)?;
        }
        if last && !entries.is_empty() {
            for waiter in self.waiting.round() {
                self.retry(&waiter, true)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, entry: &Entry, give_up: bool) -> Result<(), Failure> {
        let object = entry.object.to_string();
        let before = self.came_before(&entry.object)?;
        if before.as_ref().is_some_and(|came| came.version >= entry.version && came.fate.settles()) {
            return Ok(());
        }
        let Some(judged) = self.judged(entry, before.as_ref(), give_up)? else {
            self.tally.beside = self.tally.beside.saturating_add(1);
            return Ok(());
        };
        if judged.fate != Fate::Waiting {
            self.waiting.take(&object);
        }
        // Within a batch all is said at one moment, and the log keeps what is said twice at one moment once: where it
        // is said again (called back, given again, called back), the last time counts.
        self.what.retain(|before| before.claim().is_none() || !judged.what.contains(before));
        self.what.extend(judged.what);
        let claim = judged.claim.or(before.and_then(|came| came.claim));
        if let Some(claim) = claim {
            self.bearers.note(claim, &object, judged.fate);
        }
        let came = Came {
            object: object.clone(),
            version: entry.version,
            position: entry.position,
            fate: judged.fate,
            claim,
            reason: judged.reason,
            at: self.now,
        };
        self.tally.count(&came);
        self.came.insert(object, came);
        Ok(())
    }

    /// What is done about an entry; `None` for one that only others refer to.
    fn judged(
        &mut self,
        entry: &Entry,
        before: Option<&Came>,
        give_up: bool,
    ) -> Result<Option<Judged>, Failure> {
        let ahead = soundness::ahead(entry.version, self.now);
        let (inbox, me) = (self.inbox, &*self);
        let mut find = |object: &ObjectKey| {
            let last = VersionMatch { last: true, ..VersionMatch::default() };
            Ok(me.entry(inbox, object, last)?.map(|entry| entry.bytes))
        };
        let around = Around { partner: &self.partner.partner, node: self.node, now: self.now, give_up };
        let read = (self.read)(&entry.bytes, &around, &mut find)?;
        let object = entry.object.to_string();
        Ok(Some(match read.meaning {
            Meaning::Beside => return Ok(None),
            Meaning::Faulty(reason) => Judged::refused(reason),
            Meaning::Unread(reason) => Judged::new(Fate::Unread, None).because(reason),
            Meaning::Waits(missing) if give_up => Judged::new(Fate::Unread, None)
                .because(format!("{} did not come in {ROUNDS} rounds", waiting::told(&missing))),
            Meaning::Waits(missing) => self.wait(entry, missing),
            // Whatever its clock says: what is called back must not stand until then.
            Meaning::Recall => self.recall(&object, read.creator.as_deref(), before)?,
            Meaning::Claim(_) if ahead.is_some() => self.wait_for_its_time(entry, ahead.unwrap_or_default()),
            Meaning::Claim(told) => {
                let history = self.history(told.claim)?;
                let article = self.effects.store.article(told.article)?;
                let ours = told.names_us || read.creator.as_deref() == Some(self.us.as_str());
                let went_out = ours && history.is_empty() && self.went_out(&told)?;
                let scene = Scene {
                    article: article.as_ref(),
                    went_out,
                    ..self.scene(&object, read.creator.as_deref(), before, &history)
                };
                judging::judge(&told, &scene)
            }
        }))
    }

    fn scene<'b>(
        &'b self,
        object: &'b str,
        creator: Option<&'b str>,
        before: Option<&Came>,
        history: &'b [Record],
    ) -> Scene<'b> {
        Scene {
            partner: self.partner,
            roster: self.roster,
            us: &self.us,
            object,
            creator,
            history,
            article: None,
            before: before.map(|came| (came.fate, came.claim)),
            went_out: false,
        }
    }

    fn recall(&self, object: &str, creator: Option<&str>, before: Option<&Came>) -> Result<Judged, Failure> {
        let Some(claim) = before.and_then(|came| came.claim) else {
            let scene = self.scene(object, creator, before, &[]);
            let refused = judging::not_its_own(&scene).filter(|_| creator != Some(self.us.as_str()));
            return Ok(refused.map_or(Judged::new(Fate::Recalled, None), Judged::refused));
        };
        let history = self.history(claim)?;
        let scene = self.scene(object, creator, before, &history);
        if creator == Some(self.us.as_str()) {
            return Ok(Judged::new(Fate::Ours, Some(claim)).because("a recall of ours"));
        }
        if let Some(refused) = judging::not_its_own(&scene) {
            return Ok(Judged::refused(refused));
        }
        let others = self.bearers.of(self.effects.store, claim)?.into_iter().any(|other| other != object);
        let elsewhere = bearers::elsewhere(self.effects.store, claim, &history, &self.partner.partner.id)?;
        Ok(judging::recall(claim, others, elsewhere.as_ref(), &scene))
    }

    /// The records about a claim, with those of this batch.
    fn history(&self, claim: ClaimId) -> Result<Vec<Record>, Failure> {
        let mut history = self.effects.store.records_of(claim)?;
        let mut seq = history.last().map_or(0, |record| record.seq.0);
        for what in self.what.iter().filter(|what| what.claim() == Some(claim)) {
            seq = seq.saturating_add(1);
            let new = NewRecord { at: self.now, by: self.effects.by.to_owned(), what: what.clone() };
            history.push(Record { seq: Seq(seq), new });
        }
        Ok(history)
    }

    fn came_before(&self, object: &ObjectKey) -> Result<Option<Came>, Failure> {
        match self.came.get(&object.to_string()) {
            Some(came) => Ok(Some(came.clone())),
            None => came::of(self.effects.store, &self.partner.partner.id, object),
        }
    }

    fn entry(
        &self,
        collection: CollectionId,
        object: &ObjectKey,
        versions: VersionMatch,
    ) -> Result<Option<Entry>, Failure> {
        let query = PageQuery {
            collection,
            after: i64::MIN,
            limit: 1,
            objects: vec![object.clone()],
            types: Vec::new(),
            versions,
            bytes: true,
            room: usize::MAX,
        };
        Ok(self.effects.store.page(&query)?.entries.pop())
    }

    /// Whether we sent this out as a tear-line: then no claim of ours has its id.
    fn went_out(&mut self, told: &Told) -> Result<bool, Failure> {
        let torn = match self.torn.take() {
            Some(torn) => torn,
            None => torn_off::sent(self.effects.store, self.node, self.roster, self.now, self.read)?,
        };
        let sent = torn.get(&told.claim).is_some_and(|body| Digest::of(&told.body).is_ok_and(|d| d == *body));
        self.torn = Some(torn);
        Ok(sent)
    }

    /// All of it, to be recorded at once, and what it came to.
    pub(super) fn finish(self, after: i64) -> Result<(Wish, Tally), Failure> {
        let partner = &self.partner.partner.id;
        let mut settings = vec![Watermark { after }.setting(partner)?];
        for came in self.came.values() {
            settings.push(came.setting(partner)?);
        }
        settings.extend(self.waiting.settings(partner)?);
        settings.extend(self.bearers.settings());
        Ok((Wish { what: self.what, settings, ..Wish::default() }, self.tally))
    }
}
