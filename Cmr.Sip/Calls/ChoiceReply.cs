using Cmr.Domain.Choosing;

namespace Cmr.Sip.Calls;

/// <summary>The answer to a <see cref="ChoiceQuestion"/>.</summary>
/// <param name="Choice">What to present.</param>
/// <param name="Subscribed">The called party is a subscriber.</param>
internal sealed record ChoiceReply(RingingChoice Choice, bool Subscribed);
