namespace Cmr.Sip.Calls;

/// <summary>Names a request that a call sent, within that call.</summary>
internal readonly record struct RequestNumber(int Value);
