using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>What a client transaction carries in its tag: whose request it is.</summary>
internal sealed record CallRequest(CallEntry Entry, RequestNumber Number);
