namespace Cmr.Media.Ingest;

/// <summary>What one step of the pipeline came to: a value for the next step, or the refusal that ends it.</summary>
/// <param name="Value">The value, when <paramref name="Problem"/> is <see langword="null"/>.</param>
/// <param name="Problem">Why the upload is refused.</param>
/// <param name="Reason">The same for people.</param>
internal readonly record struct IngestStep<T>(T? Value, UploadProblem? Problem, string Reason)
{
    /// <summary>Goes on with a value.</summary>
    public static implicit operator IngestStep<T>(T value) => new(value, null, string.Empty);

    /// <summary>Ends the pipeline.</summary>
    public static implicit operator IngestStep<T>((UploadProblem Problem, string Reason) refusal) => new(default, refusal.Problem, refusal.Reason);

    /// <summary>Tells whether there is a value.</summary>
    public bool Succeeded([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
    {
        value = Value;
        return Problem is null && value is not null;
    }

    /// <summary>The same refusal for a later step's type.</summary>
    public IngestStep<TOther> As<TOther>() => new(default, Problem, Reason);
}
