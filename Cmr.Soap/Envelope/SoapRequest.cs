using Cmr.Soap.Dispatch;

namespace Cmr.Soap.Envelope;

/// <summary>A request that was read to its end.</summary>
/// <param name="Operation">The operation that its body calls.</param>
/// <param name="Input">What the operation made of the body.</param>
/// <param name="Headers">The header blocks.</param>
internal readonly record struct SoapRequest(ISoapOperation Operation, object Input, SoapHeaderBlocks Headers);
