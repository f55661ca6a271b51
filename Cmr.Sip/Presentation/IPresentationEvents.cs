using System.Collections.Immutable;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;

namespace Cmr.Sip.Presentation;

/// <summary>What the presentation tells the call.</summary>
internal interface IPresentationEvents
{
    /// <summary>A worker holds the session: its streams may be shown to the caller.</summary>
    void OnPresentationReady();

    /// <summary>There will be no presentation; nothing of it was shown to the caller.</summary>
    void OnPresentationUnavailable();

    /// <summary>The caller hears something from now on.</summary>
    /// <param name="id">Names this presentation.</param>
    /// <param name="origin">What led to it.</param>
    /// <param name="resources">What it hears.</param>
    void OnPresentationBegan(Guid id, ChoiceOrigin origin, ImmutableArray<RingingResource> resources);

    /// <summary>It does not hear it any more.</summary>
    void OnPresentationEnded(Guid id);

    /// <summary>It broke while the caller's session pointed to it.</summary>
    void OnPresentationBroken();
}
