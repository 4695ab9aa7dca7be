//! HTTP Basic (RFC 7617): passwords are slow to check, so what was checked once is remembered.
//!
//! Only a right password is remembered: as an HMAC under a key of this process, beside the hash that it was
//! checked against, so that a password that was changed or revoked is refused at the next request. A name that
//! nobody has costs as much as one with a wrong password, and is throttled alike.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use attache_core::partner::PartnerId;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use super::{Limits, known::Proof, refusal::Refusal, service::Service, throttle::Throttle};
use crate::{
    credentials::{self, password},
    effects::Chance,
    failure::Failure,
};

/// Each check takes 19 MiB and tens of milliseconds: so many at once.
const CHECKS: usize = 2;
/// How long one may wait for its turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// So many right passwords are remembered.
const REMEMBERED: usize = 4_096;

/// An HMAC over a name and a password.
type Print = [u8; 32];

/// Checks passwords.
pub(super) struct Basic {
    key: Zeroizing<[u8; 64]>,
    /// The hash that each was checked against.
    right: Mutex<HashMap<Print, String>>,
    turns: Semaphore,
    wrong: Throttle<(Print, IpAddr)>,
    wrong_of_address: Throttle<IpAddr>,
}

impl Basic {
    pub(super) fn new(chance: &dyn Chance, limits: &Limits) -> Result<Self, Failure> {
        let mut key = Zeroizing::new([0; 64]);
        chance.fill(key.as_mut_slice())?;
        Ok(Self {
            key,
            right: Mutex::default(),
            turns: Semaphore::new(CHECKS),
            wrong: Throttle::new(limits.wrong_passwords, 10_000_000),
            wrong_of_address: Throttle::new(limits.wrong_passwords_of_address, 2_000_000),
        })
    }

    fn print(&self, user: &str, password: &str) -> Print {
        let mut mac = Hmac::<Sha256>::new((&*self.key).into());
        mac.update(&u64::try_from(user.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(user.as_bytes());
        mac.update(password.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// A name and a password as they are remembered.
    pub(super) fn proof(&self, user: &str, password: &str) -> Proof {
        Proof::Password(self.print(user, password))
    }

    fn remembers(&self, print: &Print, phc: &str) -> bool {
        let right = self.right.lock().unwrap_or_else(PoisonError::into_inner);
        right.get(print).is_some_and(|known| known == phc)
    }

    fn remember(&self, print: Print, phc: String) {
        let mut right = self.right.lock().unwrap_or_else(PoisonError::into_inner);
        if right.len() >= REMEMBERED {
            right.clear();
        }
        right.insert(print, phc);
    }

    /// Whose name and password these are.
    pub(super) async fn verify(
        &self,
        service: &Arc<Service>,
        user: &str,
        password: Zeroizing<String>,
        address: IpAddr,
    ) -> Result<PartnerId, Refusal> {
        let partner: Option<PartnerId> = user.parse().ok();
        let asked = partner.clone();
        let phc = service
            .working(move |service| match asked {
                Some(partner) => Ok(credentials::phc_of(&*service.store, &partner)?),
                None => Ok(None),
            })
            .await?;
        let print = self.print(user, &password);
        if let (Some(partner), Some(phc)) = (&partner, &phc)
            && self.remembers(&print, phc)
        {
            return Ok(partner.clone());
        }
        let named = (self.print(user, ""), address);
        let now = service.clock.now();
        self.wrong_of_address.take(&address, now).map_err(Refusal::too_often)?;
        if let Err(seconds) = self.wrong.take(&named, now) {
            return Err(Refusal::too_often(seconds));
        }
        let turn = tokio::time::timeout(PATIENCE, self.turns.acquire()).await;
        let Ok(Ok(_turn)) = turn else {
            self.wrong.give_back(&named);
            self.wrong_of_address.give_back(&address);
            return Err(Refusal::busy());
        };
        let against = phc.clone();
        let fits = service
            .working(move |_| {
                Ok(password::fits(&password, against.as_deref().unwrap_or(password::OF_NOBODY)))
            })
            .await?;
        match (partner, phc) {
            (Some(partner), Some(phc)) if fits => {
                self.wrong.give_back(&named);
                self.wrong_of_address.give_back(&address);
                self.remember(print, phc);
                Ok(partner)
            }
            _ => Err(Refusal::unauthenticated()),
        }
    }
}
