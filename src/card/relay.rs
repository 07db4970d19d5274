//! Which commands of a service reach a card, and how many.
//!
//! A service can prove a card without a PIN only by commands of its own, so method A forwards them. The real commands
//! are not public. The list below is that of a **stand-in**, whose sizes are those of the public fragments: a
//! terminal's certificate of 307 bytes and its signature of 261 (`80 A2`), and a response of 256 bytes. Once the real
//! exchange is known, its forms are written here and nowhere else.
//!
//! Nothing is parsed. A form is the exact bytes around data of an exact length, so that a command with mixed encodings,
//! with lengths that contradict each other, of another class, channel or with secure messaging is of no form. There is
//! no VERIFY, no CHANGE REFERENCE DATA, no write and no SELECT by name among them: the relay cannot leave the
//! application, and cannot come near a PIN. COMPUTE DIGITAL SIGNATURE is not among them either: the card signs any
//! bytes given to it, and is given none from outside. In the stand-in's proof the card composes what it signs, and only
//! after a terminal's certificate of its own authority was presented.

use super::apdu::{CommandApdu, ResponseApdu};
use super::channel::Channel;
use super::error::{AnswerError, CardError, RelayError};
use super::extended;

/// Times that a service may send commands. The stand-in needs two.
pub const MAX_STEPS: usize = 8;
/// Commands of a whole relay. The stand-in needs five.
pub const MAX_COMMANDS: usize = 32;
/// Bytes of all commands of a relay together. The stand-in needs 891.
pub const MAX_BYTES: usize = 4096;

/// One form of command.
#[derive(Debug)]
struct CommandForm {
    /// Class, instruction, parameters and, where there is data, Lc.
    before: &'static [u8],
    /// Bytes of data.
    data: usize,
    /// Le, where an answer is asked for.
    after: &'static [u8],
    /// Most bytes of data that the card may answer.
    answer: usize,
}

/// SELECT EF 0016 under the application: the authority that certifies terminals.
const SELECT: CommandForm =
    CommandForm { before: &[0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, 0x16], data: 0, after: &[], answer: 0 };
/// GET CHALLENGE, 32 bytes.
const GET_CHALLENGE: CommandForm =
    CommandForm { before: &[0x00, 0x84, 0x00, 0x00], data: 0, after: &[0x20], answer: 32 };
/// Present a terminal's certificate: its body.
const PRESENT: CommandForm =
    CommandForm { before: &[0x80, 0xA2, 0x06, 0xC1, 0x00, 0x01, 0x33], data: 307, after: &[], answer: 0 };
/// The same: its signature.
const PRESENT_SIGNATURE: CommandForm =
    CommandForm { before: &[0x80, 0xA2, 0x00, 0xC1, 0x00, 0x01, 0x05], data: 261, after: &[], answer: 0 };
/// INTERNAL AUTHENTICATE with EF 0017: the service's challenge of 32 bytes and the terminal's signature of 256. Stands
/// in for the command that is not public.
const PROVE: CommandForm =
    CommandForm { before: &[0x00, 0x88, 0x00, 0x97, 0x00, 0x01, 0x20], data: 288, after: &[0x01, 0x00], answer: 256 };

const FORMS: [&CommandForm; 5] = [&SELECT, &GET_CHALLENGE, &PRESENT, &PRESENT_SIGNATURE, &PROVE];

impl CommandForm {
    /// The form that a command has.
    fn find(command: &[u8]) -> Option<&'static Self> {
        FORMS.into_iter().find(|form| {
            command.len() == form.before.len() + form.data + form.after.len()
                && command.starts_with(form.before)
                && command.ends_with(form.after)
        })
    }

    /// Whether it needs a reader that carries extended APDUs.
    const fn is_extended(&self) -> bool {
        self.data > 255
    }
}

/// What one relay has used up.
#[derive(Debug, Default)]
pub(super) struct Relay {
    steps: usize,
    commands: usize,
    bytes: usize,
}

impl Relay {
    /// Judges all commands of a step before the first of them is sent.
    fn admit(&mut self, commands: &[Vec<u8>]) -> Result<Vec<&'static CommandForm>, RelayError> {
        self.steps += 1;
        self.commands += commands.len();
        self.bytes += commands.iter().map(Vec::len).sum::<usize>();
        if self.steps > MAX_STEPS || self.commands > MAX_COMMANDS || self.bytes > MAX_BYTES {
            return Err(RelayError::Endless);
        }
        let form = |command: &Vec<u8>| {
            let ins = command.get(1).copied().unwrap_or_default();
            CommandForm::find(command).ok_or(RelayError::NotListed { ins, length: command.len() })
        };
        commands.iter().map(form).collect()
    }

    /// Sends the commands of one step and returns the card's responses, status words included. After a command that did
    /// not succeed no further one is sent: its response is the last.
    pub(super) fn step(&mut self, channel: &mut Channel, commands: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, CardError> {
        let forms = self.admit(commands)?;
        let mut answers = Vec::with_capacity(commands.len());
        for (command, form) in commands.iter().zip(forms) {
            let answer = send(channel, command, form)?;
            answers.push([answer.data.as_slice(), &answer.status.0.to_be_bytes()].concat());
            if answer.status != super::apdu::StatusWord::OK {
                break;
            }
        }
        Ok(answers)
    }
}

fn send(channel: &mut Channel, command: &[u8], form: &CommandForm) -> Result<ResponseApdu, CardError> {
    let command = CommandApdu::relayed(command);
    let (ins, sent) = (command.ins(), command.bytes().len());
    let answer = channel.exchange(&command).map_err(|error| {
        let not_carried = form.is_extended() && extended::is_no_answer(error) && extended::is_there(channel);
        if not_carried { CardError::ShortReader } else { error }
    })?;
    let received = answer.data.len();
    tracing::info!(ins = %format_args!("{ins:02X}"), sent, received, status = %answer.status, "relayed");
    if received > form.answer {
        return Err(CardError::Malformed(AnswerError::TooLong));
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A command of this form, its data made of `filler`.
    fn filled(form: &CommandForm, filler: u8) -> Vec<u8> {
        [form.before, &vec![filler; form.data], form.after].concat()
    }

    fn passes(command: &[u8]) -> bool {
        Relay::default().admit(&[command.to_vec()]).is_ok()
    }

    #[test]
    fn the_stand_in_passes() {
        for form in FORMS {
            assert!(passes(&filled(form, 0xA5)), "{form:?}");
        }
        let lengths = FORMS.map(|form| filled(form, 0).len());
        assert_eq!(lengths, [7, 5, 314, 268, 297]);
    }

    /// Every class and instruction that exists, in each encoding, with the parameters and lengths of each form.
    #[test]
    fn nothing_else_passes_whatever_its_class_and_instruction() {
        let listed: Vec<[u8; 2]> = FORMS.iter().map(|form| [form.before[0], form.before[1]]).collect();
        for (class, instruction) in
            (0..=255_u8).flat_map(|class| (0..=255_u8).map(move |ins| [class, ins])).map(Into::into)
        {
            for form in FORMS {
                let mut command = filled(form, 0x30);
                command[0] = class;
                command[1] = instruction;
                let own = [class, instruction] == form.before[..2];
                assert_eq!(passes(&command), own, "{class:02X} {instruction:02X}");
            }
        }
        for never in
            [0x0E, 0x10, 0x20, 0x21, 0x24, 0x2A, 0x2C, 0x32, 0x44, 0x70, 0xD0, 0xD6, 0xDA, 0xDC, 0xE0, 0xE2, 0xE4]
        {
            assert!(listed.iter().all(|[_, ins]| *ins != never), "{never:02X}");
        }
    }

    #[test]
    fn no_command_of_the_list_passes_with_other_parameters() {
        for form in FORMS {
            for place in [2, 3] {
                for value in 0..=255 {
                    let mut command = filled(form, 0);
                    command[place] = value;
                    assert_eq!(passes(&command), value == form.before[place], "{form:?}");
                }
            }
        }
    }

    #[test]
    fn what_a_hostile_service_could_send_is_of_no_form() {
        let body = "00".repeat(307);
        for (what, command) in [
            ("VERIFY", "0020009804 30303030".to_owned()),
            ("a question for the tries", "00200098".to_owned()),
            ("CHANGE REFERENCE DATA", "0024018004 30303030".to_owned()),
            ("RESET RETRY COUNTER", "002C0098".to_owned()),
            ("COMPUTE DIGITAL SIGNATURE", format!("802A009733{}00", "30".repeat(51))),
            ("INTERNAL AUTHENTICATE over a bare challenge", format!("0088009720{}00", "00".repeat(32))),
            ("SELECT of another application", "00A4040C0A D3921000310001010408".to_owned()),
            ("SELECT of the PIN", "00A4020C020018".to_owned()),
            ("MANAGE CHANNEL", "0070000001".to_owned()),
            ("READ BINARY", "00B08A0000".to_owned()),
            ("secure messaging", "0C84000020".to_owned()),
            ("another channel", "0184000020".to_owned()),
            ("command chaining", "1084000020".to_owned()),
            ("extended Lc with a short Le", format!("80A206C1000133{body}00")),
            ("a wrong Lc", format!("80A206C1000134{body}")),
            ("a short Lc before long data", format!("80A206C133{body}")),
            ("a byte too many", "008400002000".to_owned()),
            ("a byte too few", "00840000".to_owned()),
            ("a control byte of a driver", "04".to_owned()),
            ("nothing", String::new()),
        ] {
            let command = crate::card::tests::script::hex(&command);
            assert!(!passes(&command), "{what}");
        }
    }

    #[test]
    fn a_step_with_one_bad_command_is_refused_whole() {
        let verify = crate::card::tests::script::hex("0020009804 30303030");
        let refusal = Relay::default().admit(&[filled(&SELECT, 0), verify]).err();
        assert_eq!(refusal, Some(RelayError::NotListed { ins: 0x20, length: 9 }));
    }

    #[test]
    fn a_relay_comes_to_an_end() {
        let one = [filled(&GET_CHALLENGE, 0)];
        let mut relay = Relay::default();
        let steps = (0..100).take_while(|_| relay.admit(&one).is_ok()).count();
        assert_eq!(steps, MAX_STEPS);
        let many = |count| vec![filled(&GET_CHALLENGE, 0); count];
        assert!(Relay::default().admit(&many(MAX_COMMANDS)).is_ok());
        assert_eq!(Relay::default().admit(&many(MAX_COMMANDS + 1)).err(), Some(RelayError::Endless));
        let long = vec![filled(&PRESENT, 0); MAX_BYTES / 314 + 1];
        assert_eq!(Relay::default().admit(&long).err(), Some(RelayError::Endless));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Bytes changed, added or taken away anywhere but in the data make another command, which does not pass.
        #[test]
        fn a_command_that_passes_is_of_the_list_byte_for_byte(
            form in 0..FORMS.len(),
            place in 0..20_usize,
            byte: u8,
            tail in proptest::collection::vec(any::<u8>(), 0..3),
        ) {
            let form = FORMS[form];
            let mut command = filled(form, 0x30);
            if let Some(target) = command.get_mut(place) {
                *target = byte;
            }
            command.extend(&tail);
            let same = tail.is_empty() && command.starts_with(form.before) && command.ends_with(form.after);
            prop_assert_eq!(passes(&command), same);
        }

        #[test]
        fn arbitrary_bytes_do_not_pass(command in proptest::collection::vec(any::<u8>(), 0..400)) {
            let listed = FORMS.iter().any(|form| command.starts_with(&form.before[..4]));
            prop_assert!(listed || !passes(&command));
        }
    }
}
