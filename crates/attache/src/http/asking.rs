//! What a client asks to be given: its query, the cursor in it, and the pages that answer it.

use attache_core::{collection::CollectionId, object_key::ObjectKey};
use attache_stix::{
    filters::{Filter, Filters},
    stix_id::StixId,
};
use attache_store::{Entry, Page, PageQuery, Sheet, VersionMatch};

use super::{
    cursor::{Binding, Cursor, canonical},
    page_cache::PageKey,
    refusal::Refusal,
    service::Service,
    visible_collection::VisibleCollection,
};

/// The version of STIX that every object here is of.
pub(super) const SPEC_VERSION: &str = "2.1";

/// A question about one collection, read and found allowed.
#[derive(Debug)]
pub(super) struct Asked<'v> {
    visible: &'v VisibleCollection<'v>,
    endpoint: String,
    filters: Filters,
    /// How many entries at most.
    pub(super) limit: usize,
    /// After which position.
    after: i64,
}

/// The filters of a query, of which the endpoint takes these.
pub(super) fn filters(query: Option<&str>, taken: &[Filter]) -> Result<Filters, Refusal> {
    let filters = Filters::parse(query.unwrap_or_default());
    let filters = filters.map_err(|fault| Refusal::bad_request(fault.to_string()))?;
    filters.allow(taken).map_err(|fault| Refusal::bad_request(fault.to_string()))?;
    Ok(filters)
}

/// An object's key, from its id in a path. What is no id is an object that is not there.
pub(super) fn object(id: &str) -> Result<ObjectKey, Refusal> {
    id.parse::<StixId>().map(|id| key(&id)).map_err(|_| Refusal::not_found())
}

/// As the store knows an object.
pub(super) fn key(id: &StixId) -> ObjectKey {
    ObjectKey { type_name: id.type_name().to_owned(), uuid: id.uuid() }
}

/// As the store knows a choice of versions.
pub(super) fn versions(filters: &Filters) -> VersionMatch {
    let wanted = &filters.versions;
    VersionMatch {
        first: wanted.first,
        last: wanted.last,
        all: wanted.all,
        at: wanted.at.iter().map(|time| time.as_nanos()).collect(),
    }
}

impl<'v> Asked<'v> {
    /// Takes in the cursor and the limit.
    ///
    /// # Errors
    /// A cursor that is not for this question is refused in the same words whatever is wrong with it.
    pub(super) fn new(
        service: &Service,
        visible: &'v VisibleCollection<'v>,
        endpoint: String,
        filters: Filters,
    ) -> Result<Self, Refusal> {
        let most = u32::try_from(service.limits.page).unwrap_or(u32::MAX);
        let given = filters.limit.map(|limit| limit.min(most));
        let mut asked = Self { visible, endpoint, filters, limit: 0, after: i64::MIN };
        let (limit, after) = match asked.filters.next.as_deref() {
            None => (given.unwrap_or(most), None),
            Some(next) => {
                let cursor = Cursor::read(&service.node, next, &asked.binding());
                let cursor = cursor.filter(|cursor| given.is_none_or(|limit| limit == cursor.limit));
                let cursor = cursor.ok_or_else(|| {
                    Refusal::bad_request(
                        "`next` is none that this server gave for this question: repeat the filters and the limit of the first page, or begin anew",
                    )
                })?;
                (cursor.limit, Some(cursor.after))
            }
        };
        let added_after = asked.filters.added_after.map(|time| time.as_micros());
        asked.limit = limit as usize;
        asked.after = after.max(added_after).unwrap_or(i64::MIN);
        Ok(asked)
    }

    /// A question read before, for what follows a position.
    pub(super) const fn at(
        visible: &'v VisibleCollection<'v>,
        endpoint: String,
        filters: Filters,
        limit: usize,
        after: i64,
    ) -> Self {
        Self { visible, endpoint, filters, limit, after }
    }

    /// The same question for what follows this position.
    pub(super) fn after(&self, position: i64) -> Self {
        let (endpoint, filters) = (self.endpoint.clone(), self.filters.clone());
        Self::at(self.visible, endpoint, filters, self.limit, position)
    }

    /// What it lets through.
    pub(super) const fn filters(&self) -> &Filters {
        &self.filters
    }

    /// About which collection.
    pub(super) fn collection(&self) -> CollectionId {
        self.visible.id()
    }

    /// Under which key its page is kept.
    pub(super) fn key(&self) -> PageKey {
        PageKey {
            partner: self.visible.session().id().clone(),
            collection: self.visible.id(),
            filters: canonical(&self.filters),
            limit: self.limit,
            after: self.after,
        }
    }

    fn binding(&self) -> Binding<'_> {
        Binding {
            partner: self.visible.session().id(),
            collection: self.visible.id(),
            endpoint: &self.endpoint,
            filters: &self.filters,
        }
    }

    /// The cursor of the page after this one.
    pub(super) fn next(&self, service: &Service, page: &Page) -> Option<String> {
        self.next_after(service, page.entries.last().filter(|_| page.more)?.position)
    }

    /// The cursor of the page that begins after this position.
    pub(super) fn next_after(&self, service: &Service, after: i64) -> Option<String> {
        let limit = u32::try_from(self.limit).unwrap_or(u32::MAX);
        Some(Cursor { after, limit }.write(&service.node, &self.binding()))
    }

    /// Whether the question is for all that was added, in order, without choice of id or type.
    pub(super) fn is_plain(&self) -> bool {
        self.filters.ids.is_empty() && self.filters.types.is_empty() && self.filters.spec_versions.is_empty()
    }

    /// The page that answers it, without bytes: of one object, or of all that the filters let through.
    pub(super) fn page(&self, service: &Service, object: Option<&ObjectKey>) -> Result<Page, Refusal> {
        if self.fits_nothing() {
            return Ok(Page::default());
        }
        Ok(service.store.page(&self.query(service, object, false))?)
    }

    /// The same with bytes, in one piece, with room for so many before them.
    pub(super) fn sheet(
        &self,
        service: &Service,
        object: Option<&ObjectKey>,
        head: usize,
    ) -> Result<Sheet, Refusal> {
        if self.fits_nothing() {
            return Ok(Sheet { bytes: vec![0; head], ..Sheet::default() });
        }
        Ok(service.store.sheet(&self.query(service, object, true), head)?)
    }

    /// Whether it asks for objects of other versions of STIX only.
    fn fits_nothing(&self) -> bool {
        let spec = &self.filters.spec_versions;
        !spec.is_empty() && !spec.iter().any(|version| version == SPEC_VERSION)
    }

    fn query(&self, service: &Service, object: Option<&ObjectKey>, bytes: bool) -> PageQuery {
        PageQuery {
            collection: self.visible.id(),
            after: self.after,
            limit: self.limit,
            objects: object
                .map_or_else(|| self.filters.ids.iter().map(key).collect(), |key| vec![key.clone()]),
            types: self.filters.types.clone(),
            versions: versions(&self.filters),
            bytes,
            // What others sent may be large.
            room: service.limits.page_bytes,
        }
    }

    /// Whether the collection holds an object in any version.
    pub(super) fn holds(&self, service: &Service, object: &ObjectKey) -> Result<bool, Refusal> {
        let query = PageQuery {
            collection: self.visible.id(),
            after: i64::MIN,
            limit: 1,
            objects: vec![object.clone()],
            types: Vec::new(),
            versions: VersionMatch { all: true, ..VersionMatch::default() },
            bytes: false,
            room: usize::MAX,
        };
        Ok(!service.store.page(&query)?.entries.is_empty())
    }
}

/// Between which times the entries of a page were added.
pub(super) fn dates(entries: &[Entry]) -> Option<(i64, i64)> {
    Some((entries.first()?.position, entries.last()?.position))
}
