namespace Cmr.Contracts.Client;

/// <summary>The answer is no response of the contract.</summary>
/// <param name="message">What is wrong with it.</param>
/// <param name="inner">The cause, if there is one.</param>
public sealed class SoapResponseException(string message, Exception? inner = null) : Exception(message, inner);
