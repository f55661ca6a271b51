using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Ingest;

/// <summary>Streams a body to disk, within the limit, and finds out what it is.</summary>
internal sealed class UploadReceiver(IOptions<IngestOptions> options)
{
    private const int BufferLength = 64 * 1024;

    /// <summary>Checks what can be checked before a body comes.</summary>
    /// <returns>The declared format.</returns>
    public IngestStep<AudioFormat> CheckDeclaration(UploadRequest request)
    {
        if (request.DeclaredLength > options.Value.MaxUploadBytes)
        {
            return (UploadProblem.TooLarge, TooLarge);
        }

        if (request.DeclaredLength == 0)
        {
            return (UploadProblem.Empty, "The request has no body");
        }

        return request.DeclaredType is string type && AudioFormat.Declared(type) is AudioFormat format
            ? format
            : (UploadProblem.UnsupportedType, $"{request.DeclaredType ?? "No Content-Type"} is not taken; {string.Join(", ", AudioFormat.All.Select(known => known.MediaType))} are");
    }

    /// <summary>Takes the body.</summary>
    public async Task<IngestStep<ReceivedFile>> ReceiveAsync(Stream body, AudioFormat declared, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferLength];
        AudioFormat? found = null;
        long length = 0;
        long announced = 0;
        await using (FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
        {
            int read;
            while ((read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                if (length == 0)
                {
                    found = AudioFormat.Sniff(buffer.AsSpan(0, read));
                    announced = AudioFormat.AnnouncedLength(buffer.AsSpan(0, read));
                }

                length += read;
                if (length > options.Value.MaxUploadBytes)
                {
                    return (UploadProblem.TooLarge, TooLarge);
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }

        if (length == 0)
        {
            return (UploadProblem.Empty, "The body is empty");
        }

        if (found != declared)
        {
            return (UploadProblem.TypeMismatch, $"The file was declared as {declared.MediaType}, but is {(found is null ? "none of the kinds taken" : found.MediaType)}");
        }

        // ffmpeg would render what is there, and nobody would know why the tone is short
        // one octet less is common: the pad of an odd chunk is often left out
        if (announced > length + 1)
        {
            return (UploadProblem.Unreadable, $"The file is cut short: it says that it has {announced} octets, {length} came");
        }

        return new ReceivedFile(Convert.ToHexStringLower(hash.GetHashAndReset()), length, declared);
    }

    private string TooLarge => $"The file is larger than {options.Value.MaxUploadBytes} octets";
}
