//! SELECT, READ BINARY, READ RECORD and GET DATA.

use super::apdu::{Apdu, Body};
use super::emulated::{Answer, EmulatedCard, Session};
use super::files::File;
use super::registers::{CARD_MANAGER_AID, card_manager_object};
use super::status::StatusWord;
use super::tlv::tlv;

/// The card identifier of JICSAP: at the card manager it can be selected, and not read.
const CARD_IDENTIFIER: u16 = 0x001E;

impl EmulatedCard {
    /// `00 A4`: P1 = 04 an application by its whole name, P1 = 02 a file of the current one.
    pub(super) fn select(&mut self, apdu: &Apdu<'_>) -> Answer {
        let data = match apdu.body {
            Body::Send(data) | Body::SendAndAsk(data, _) => data,
            Body::Empty | Body::Ask(_) => &[],
            Body::Malformed => return Err(StatusWord::WRONG_LENGTH),
        };
        match (apdu.p1, apdu.p2, data) {
            (0x04, 0x00 | 0x0C, [_, ..]) => self.select_application(apdu, data),
            (0x02, 0x00 | 0x0C, &[high, low]) => self.select_file(u16::from_be_bytes([high, low])),
            (0x02 | 0x04, 0x00 | 0x0C, _) => Err(StatusWord::WRONG_LENGTH),
            // SELECT MF succeeds under an application, and changes nothing.
            (0x00, 0x00, []) if self.session.application.is_some() => Ok(Vec::new()),
            (0x00, 0x00, [_, ..]) => Err(StatusWord::NOT_FOUND),
            _ => Err(StatusWord::WRONG_PARAMETERS),
        }
    }

    /// Another application ends the security status, the same one keeps it.
    fn select_application(&mut self, apdu: &Apdu<'_>, name: &[u8]) -> Answer {
        let application = if name == CARD_MANAGER_AID {
            None
        } else {
            let found = self.applications.iter().position(|ap| ap.aid == name);
            Some(found.ok_or(StatusWord::NOT_FOUND)?)
        };
        if application == self.session.application {
            self.session.file = None;
        } else {
            self.session = Session { application, ..Session::default() };
        }
        // What a real FCI contains is not documented; ISO's shortest is answered.
        Ok(match (apdu.p2, apdu.body) {
            (0x00, Body::SendAndAsk(..)) => tlv(&[0x6F], &tlv(&[0x84], name)),
            _ => Vec::new(),
        })
    }

    fn select_file(&mut self, id: u16) -> Answer {
        let at_card_manager = self.session.application.is_none();
        if !(at_card_manager && id == CARD_IDENTIFIER) {
            self.file(id)?;
        }
        self.session.file = Some(id);
        Ok(Vec::new())
    }

    /// `00 B0`: an offset of 15 bits into the current file, or a short EF id and an offset of 8 bits.
    pub(super) fn read_binary(&mut self, apdu: &Apdu<'_>) -> Answer {
        let by_short_id = apdu.p1 & 0x80 != 0;
        if apdu.p1 & 0xE0 == 0xA0 || apdu.p1 & 0xC0 == 0xC0 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let length = match apdu.body {
            // An extended Le is refused here; with which word is not established.
            Body::Ask(length) if !apdu.extended => length,
            _ => return Err(StatusWord::WRONG_LENGTH),
        };
        let offset = if by_short_id {
            self.select_by_short_id(apdu.p1 & 0x1F)?;
            usize::from(apdu.p2)
        } else {
            usize::from(u16::from_be_bytes([apdu.p1, apdu.p2]))
        };
        let File::Transparent { content, read } = self.current_file()? else {
            return Err(StatusWord::WRONG_FILE_KIND);
        };
        read.check(&self.session.presented)?;
        let rest = content.get(offset..).filter(|rest| !rest.is_empty()).ok_or(StatusWord::BEHIND_THE_END)?;
        Ok(rest.iter().copied().take(length).collect())
    }

    /// `00 B2`: P1 the number of a record, P2 = 04 for the current file or `sfi << 3 | 4`.
    pub(super) fn read_record(&mut self, apdu: &Apdu<'_>) -> Answer {
        if apdu.p2 & 0x07 != 0x04 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let Body::Ask(length) = apdu.body else {
            return Err(StatusWord::WRONG_LENGTH);
        };
        if apdu.p2 >> 3 != 0 {
            self.select_by_short_id(apdu.p2 >> 3)?;
        }
        let File::Records { records, read } = self.current_file()? else {
            return Err(StatusWord::WRONG_FILE_KIND);
        };
        read.check(&self.session.presented)?;
        usize::from(apdu.p1)
            .checked_sub(1)
            .and_then(|index| records.get(index))
            .map(|record| record.iter().copied().take(length).collect())
            .ok_or(StatusWord::NO_SUCH_RECORD)
    }

    /// `00 CA`: objects of the card manager. One that is longer than a short Le can bring needs an extended one.
    pub(super) fn get_data(&self, apdu: &Apdu<'_>) -> Answer {
        let Body::Ask(length) = apdu.body else {
            return Err(StatusWord::WRONG_LENGTH);
        };
        if self.session.application.is_some() {
            return Err(StatusWord::NO_SUCH_OBJECT);
        }
        let tag = u16::from_be_bytes([apdu.p1, apdu.p2]);
        let object = card_manager_object(tag, self.serial).ok_or(StatusWord::NO_SUCH_OBJECT)?;
        if object.len() > length {
            return Err(StatusWord::WRONG_LENGTH);
        }
        Ok(object)
    }

    pub(super) fn select_by_short_id(&mut self, id: u8) -> Result<(), StatusWord> {
        let id = u16::from(id);
        self.file(id)?;
        self.session.file = Some(id);
        Ok(())
    }

    /// The current file. One that only the card manager has is of no kind that can be read.
    pub(super) fn current_file(&self) -> Result<&File, StatusWord> {
        let id = self.session.file.ok_or(StatusWord::NO_CURRENT_FILE)?;
        self.file(id).map_err(|_absent| StatusWord::WRONG_FILE_KIND)
    }
}
