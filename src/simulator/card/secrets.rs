//! VERIFY and the two ways to change a secret.

use super::apdu::{Apdu, Body};
use super::emulated::{Answer, EmulatedCard};
use super::files::{Change, File, Secret};
use super::status::StatusWord;

impl EmulatedCard {
    /// `00 20`: without data a query that costs nothing, with data a try.
    pub(super) fn verify(&mut self, apdu: &Apdu<'_>) -> Answer {
        if apdu.p1 != 0 || apdu.p2 & 0xE0 != 0x80 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let candidate = match apdu.body {
            Body::Empty => None,
            Body::Send(data) => Some(data),
            Body::Ask(_) | Body::SendAndAsk(..) | Body::Malformed => {
                return Err(StatusWord::WRONG_LENGTH);
            }
        };
        if apdu.p2 & 0x1F != 0 {
            self.select_by_short_id(apdu.p2 & 0x1F)?;
        }
        let (id, secret) = self.current_secret()?;
        let Some(candidate) = candidate else {
            return Err(StatusWord::tries_left(secret.tries()));
        };
        let outcome = secret.present(candidate);
        // A miss closes what an earlier hit had opened.
        self.session.presented.retain(|presented| *presented != id);
        outcome?;
        self.session.presented.push(id);
        Ok(Vec::new())
    }

    /// `00 24 01 80` with the new secret, after VERIFY with the old one.
    pub(super) fn change_reference_data(&mut self, apdu: &Apdu<'_>) -> Answer {
        if apdu.p1 != 0x01 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        self.change(apdu, Change::ReferenceData)
    }

    /// `80 32 00 80`, the same in the juki and common applications.
    pub(super) fn change_key(&mut self, apdu: &Apdu<'_>) -> Answer {
        if apdu.p1 != 0x00 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        self.change(apdu, Change::Key)
    }

    fn change(&mut self, apdu: &Apdu<'_>, way: Change) -> Answer {
        if apdu.p2 != 0x80 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let Body::Send(new) = apdu.body else {
            return Err(StatusWord::WRONG_LENGTH);
        };
        let presented = self.session.presented.clone();
        let (id, secret) = self.current_secret()?;
        if secret.change != way {
            return Err(StatusWord::WRONG_FILE_KIND);
        }
        if !presented.contains(&id) {
            return Err(StatusWord::NOT_ALLOWED);
        }
        secret.replace(new)?;
        Ok(Vec::new())
    }

    fn current_secret(&mut self) -> Result<(u16, &mut Secret), StatusWord> {
        let id = self.session.file.ok_or(StatusWord::NO_CURRENT_FILE)?;
        let file = self
            .session
            .application
            .and_then(|index| self.applications.get_mut(index))
            .and_then(|application| application.file_mut(id));
        match file {
            Some(File::Secret(secret)) => Ok((id, secret)),
            _ => Err(StatusWord::WRONG_FILE_KIND),
        }
    }
}
