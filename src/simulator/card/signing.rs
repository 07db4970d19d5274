//! COMPUTE DIGITAL SIGNATURE, INTERNAL AUTHENTICATE, and the terminal's certificate of the way without PIN.

use super::apdu::{Apdu, Body};
use super::crypto::Padding;
use super::emulated::{Answer, EmulatedCard};
use super::files::{Access, File};
use super::jpki::{AUTHENTICATION_KEY, TERMINAL_AUTHORITY};
use super::stand_in::{self, CHALLENGE};
use super::status::StatusWord;

impl EmulatedCard {
    /// `80 2A`: P1 chooses the padding, P2 the key: 80 the current file, `80 | sfi` another, 00 the key of internal
    /// authentication, which needs no PIN (text and surface applications).
    pub(super) fn compute_signature(&mut self, apdu: &Apdu<'_>) -> Answer {
        let padding = Padding::from_p1(apdu.p1)?;
        let internal =
            apdu.p2 == 0x00 && self.application().is_some_and(|application| application.internal_authentication);
        if !internal && apdu.p2 & 0xE0 != 0x80 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let data = signature_input(apdu)?;
        padding.check_length(data)?;
        if !internal {
            if apdu.p2 & 0x1F != 0 {
                self.select_by_short_id(apdu.p2 & 0x1F)?;
            }
            self.current_key()?.check(&self.session.presented)?;
        }
        padding.sign(&self.key, data)
    }

    /// `00 88 00 99` (common application): an ordinary SHA-256 signature over a challenge, no credential needed. Keys
    /// behind a PIN answer 6982, those of the text and surface applications 6985. Only for a terminal of the stand-in's
    /// authority the user-authentication key does more.
    pub(super) fn internal_authenticate(&mut self, apdu: &Apdu<'_>) -> Answer {
        if apdu.p1 != 0 || apdu.p2 & 0xE0 != 0x80 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let challenge = signature_input(apdu)?;
        self.select_by_short_id(apdu.p2 & 0x1F)?;
        match self.current_file()? {
            File::PrivateKey { sign: Access::Free } => Padding::Hash.sign(&self.key, challenge),
            File::PrivateKey { .. } if self.session.file == Some(AUTHENTICATION_KEY) => {
                self.prove_to_terminal(challenge)
            }
            File::PrivateKey { .. } => Err(StatusWord::NOT_ALLOWED),
            File::Internal => Err(StatusWord::CONDITIONS),
            _ => Err(StatusWord::WRONG_FILE_KIND),
        }
    }

    /// The stand-in's proof without PIN: the service's challenge, and the terminal's word for it.
    fn prove_to_terminal(&mut self, data: &[u8]) -> Answer {
        let terminal = self.session.terminal.as_ref().ok_or(StatusWord::NOT_ALLOWED)?;
        let card = self.session.challenge.take().ok_or(StatusWord::CONDITIONS)?;
        let (service, word) = data.split_at_checked(CHALLENGE).ok_or(StatusWord::WRONG_LENGTH)?;
        if !stand_in::is_wanted(terminal, &card, service, word) {
            return Err(StatusWord::NOT_VERIFIED);
        }
        Padding::Hash.sign(&self.key, &stand_in::statement(&card, service, self.serial))
    }

    /// `80 A2`, twice: the body of a terminal's card-verifiable certificate (307 bytes, so an extended APDU), then its
    /// signature (261 bytes). The emulator knows the stand-in's authority and refuses every other one's signature; the
    /// word with which a real card does so is not established.
    pub(super) fn present_terminal_certificate(&mut self, apdu: &Apdu<'_>) -> Answer {
        let is_body = match (apdu.p1, apdu.p2) {
            (0x06, 0xC1) => true,
            (0x00, 0xC1) => false,
            _ => return Err(StatusWord::WRONG_PARAMETERS),
        };
        let length = if is_body { stand_in::BODY } else { stand_in::SIGNATURE };
        let data = match apdu.body {
            Body::Send(data) | Body::SendAndAsk(data, _) if data.len() == length => data,
            _ => return Err(StatusWord::WRONG_LENGTH),
        };
        if self.session.file != Some(TERMINAL_AUTHORITY) || !matches!(self.current_file()?, File::Internal) {
            return Err(StatusWord::NO_CURRENT_FILE);
        }
        self.session.terminal = None;
        let body = self.session.terminal_certificate.take();
        if is_body {
            self.session.terminal_certificate = Some(data.to_vec());
        } else {
            let body = body.ok_or(StatusWord::CONDITIONS)?;
            self.session.terminal = Some(stand_in::terminal_key(&body, data).ok_or(StatusWord::NOT_VERIFIED)?);
        }
        Ok(Vec::new())
    }

    fn current_key(&self) -> Result<Access, StatusWord> {
        match self.current_file() {
            Ok(File::PrivateKey { sign }) => Ok(*sign),
            _ => Err(StatusWord::NO_CURRENT_FILE),
        }
    }
}

/// Data in, at least the 256 bytes of an RSA-2048 signature asked for.
fn signature_input<'a>(apdu: &Apdu<'a>) -> Result<&'a [u8], StatusWord> {
    match apdu.body {
        Body::SendAndAsk(data, 256..) => Ok(data),
        _ => Err(StatusWord::WRONG_LENGTH),
    }
}
