using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.ManagePrincipal;

/// <summary>The TLS client certificates of a principal, by their fingerprints.</summary>
internal static class Certificates
{
    private const int MaximumCertificates = 20;
    private const int FingerprintLength = 64;

    /// <summary>Removes all certificates in an update; an empty element would be no element at all.</summary>
    private const string None = "none";

    /// <summary>Reads fingerprints as people copy them, with or without colons.</summary>
    /// <returns>The fingerprints; <see langword="null"/> when the request says nothing about them.</returns>
    public static (IReadOnlyList<string>? Fingerprints, Refusal? Refusal) Read(IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return (null, null);
        if (values is [None])
            return ([], null);
        if (values.Count > MaximumCertificates)
            return (null, Refusal.Invalid("CertificateSha256", $"{values.Count} values", $"are more than {MaximumCertificates}"));
        List<string> fingerprints = [];
        foreach (string value in values)
        {
            string digits = value.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
            if (digits.Length != FingerprintLength || !digits.All(char.IsAsciiHexDigit))
                return (null, Refusal.Invalid("CertificateSha256", value, "is no SHA-256 of 64 hexadecimal digits"));
            if (!fingerprints.Contains(digits))
                fingerprints.Add(digits);
        }
        return (fingerprints, null);
    }

    /// <summary>Replaces the certificates of a principal.</summary>
    public static async Task<Refusal?> ReplaceAsync(string principalId, IReadOnlyList<string> fingerprints, OperationContext context, CancellationToken cancellationToken)
    {
        string? taken = await context.Database.PrincipalCertificates
            .Where(row => fingerprints.Contains(row.Sha256) && row.PrincipalId != principalId).Select(row => row.Sha256).FirstOrDefaultAsync(cancellationToken);
        if (taken is not null)
            return Refusal.Repeated("CertificateSha256", taken, "stands for another principal");
        await context.Database.PrincipalCertificates.Where(row => row.PrincipalId == principalId).ExecuteDeleteAsync(cancellationToken);
        context.Database.PrincipalCertificates.AddRange(
            fingerprints.Select(sha256 => new PrincipalCertificateRow { Sha256 = sha256, PrincipalId = principalId, AddedAt = context.Now }));
        return null;
    }
}
