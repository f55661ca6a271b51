using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>What the actions of one step work with.</summary>
/// <param name="Message">Message of the input.</param>
/// <param name="Now">Time of the step.</param>
/// <param name="Effects">Where effects go.</param>
internal readonly record struct TransactionStep(SipMessage? Message, TimeSpan Now, List<TransactionEffect> Effects);
