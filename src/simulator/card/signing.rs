//! COMPUTE DIGITAL SIGNATURE, INTERNAL AUTHENTICATE, and the terminal certificate of the PIN-less path.

use super::apdu::{Apdu, Body};
use super::crypto::Padding;
use super::emulated::{Answer, EmulatedCard};
use super::files::{Access, File};
use super::jpki::TERMINAL_AUTHORITY;
use super::registers::COMMON_INTERNAL_KEY;
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

    /// `00 88 00 99` (common application): a signature over a challenge, no credential needed. The padding of the real
    /// answer is not established; here it is that of `80 2A` with P1 = 00.
    pub(super) fn internal_authenticate(&mut self, apdu: &Apdu<'_>) -> Answer {
        if apdu.p1 != 0 || apdu.p2 & 0xE0 != 0x80 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let challenge = signature_input(apdu)?;
        Padding::Verbatim.check_length(challenge)?;
        self.select_by_short_id(apdu.p2 & 0x1F)?;
        if self.session.file != Some(COMMON_INTERNAL_KEY) {
            return Err(StatusWord::WRONG_FILE_KIND);
        }
        self.current_key()?.check(&self.session.presented)?;
        Padding::Verbatim.sign(&self.key, challenge)
    }

    /// `80 A2`, twice: the body of a terminal's card-verifiable certificate (307 bytes, so an extended APDU), then its
    /// signature (261 bytes). The emulator knows no terminal authority, and so refuses every signature; the word with which a
    /// real card does so is not established.
    pub(super) fn present_terminal_certificate(&mut self, apdu: &Apdu<'_>) -> Answer {
        let is_body = match (apdu.p1, apdu.p2) {
            (0x06, 0xC1) => true,
            (0x00, 0xC1) => false,
            _ => return Err(StatusWord::WRONG_PARAMETERS),
        };
        let length = if is_body { 307 } else { 261 };
        match apdu.body {
            Body::Send(data) | Body::SendAndAsk(data, _) if data.len() == length => {}
            _ => return Err(StatusWord::WRONG_LENGTH),
        }
        if self.session.file != Some(TERMINAL_AUTHORITY) || !matches!(self.current_file()?, File::Internal) {
            return Err(StatusWord::NO_CURRENT_FILE);
        }
        let has_body = std::mem::replace(&mut self.session.terminal_certificate, is_body);
        match (is_body, has_body) {
            (true, _) => Ok(Vec::new()),
            (false, true) => Err(StatusWord::NOT_VERIFIED),
            (false, false) => Err(StatusWord::CONDITIONS),
        }
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
