namespace Cmr.Cli.Replay;

/// <summary>Reads the files of samples.</summary>
internal static class SampleText
{
    private const int MaxOctets = 4 * 1024 * 1024;

    /// <exception cref="BadSamplesException">The file cannot be read or is too large.</exception>
    public static string Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MaxOctets) throw new BadSamplesException($"{file} is larger than {MaxOctets} octets");
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadSamplesException($"{file} cannot be read: {unreadable.Message}");
        }
    }
}
