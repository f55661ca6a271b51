using System.Collections.Immutable;
using Cmr.Domain.Choosing;

namespace Cmr.Sip.Calls;

/// <summary>A presentation that has begun.</summary>
/// <param name="Id">Names it, in every process.</param>
/// <param name="CallId">Call-ID of the caller's leg.</param>
/// <param name="Parties">Who calls whom.</param>
/// <param name="SubscriberId">Whose settings led to it.</param>
/// <param name="Origin">What led to it.</param>
/// <param name="ResourceIds">The resources, in order.</param>
internal sealed record PresentationNews(Guid Id, string CallId, ChoiceQuestion Parties, string SubscriberId, ChoiceOrigin Origin, ImmutableArray<string> ResourceIds);
