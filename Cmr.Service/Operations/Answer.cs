namespace Cmr.Service.Operations;

/// <summary>What came of carrying out a request: a response, or a refusal that undoes everything.</summary>
/// <param name="Response">The response; <see langword="null"/> exactly when there is a refusal.</param>
/// <param name="Refusal">The refusal.</param>
internal readonly record struct Answer<TResponse>(TResponse? Response, Refusal? Refusal)
    where TResponse : class
{
    public static implicit operator Answer<TResponse>(TResponse response) => new(response, null);

    public static implicit operator Answer<TResponse>(Refusal refusal) => new(null, refusal);
}
