using Cmr.Domain.Content;
using Cmr.Domain.Parties;
using Cmr.Domain.Subscribers;

namespace Cmr.Domain.Rules;

/// <summary>What is about to be presented to a subscriber that may have filter rules.</summary>
/// <param name="Service">The service it belongs to.</param>
/// <param name="OtherParty">The other party of the call; <see langword="null"/> when unknown.</param>
/// <param name="Medium">Its medium.</param>
public readonly record struct FilteredPresentation(RingingService Service, PartyIdentity? OtherParty, ResourceMediaType Medium);
