using System.Collections.Immutable;
using Cmr.Domain.Content;
using Cmr.Domain.Parties;
using Cmr.Domain.Subscribers;

namespace Cmr.Service.Operations.StartCmrService;

/// <summary>What has to be known to choose what an application presents.</summary>
/// <param name="Service">Which service.</param>
/// <param name="Chooses">The party whose settings choose.</param>
/// <param name="Receives">The party that it is presented to; <see langword="null"/>: unknown.</param>
/// <param name="Media">What the application can present; empty: everything.</param>
internal sealed record ServiceQuestion(RingingService Service, PartyIdentity Chooses, PartyIdentity? Receives, ImmutableArray<ResourceMediaType> Media);
