using System.Net.Http.Headers;
using System.Text;

namespace Cmr.Cli.Replay;

/// <summary>
/// A request in a file: request line, headers, blank line, body. A body of the form <c>&lt; file</c> is that file, found from the
/// sample's own folder.
/// </summary>
internal sealed record HttpStepRequest(HttpMethod Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, string Body, string? BodyFile)
{
    private const long MaxBodyOctets = 64 * 1024 * 1024;

    /// <exception cref="BadSamplesException">The text is no request, or its body file is not there.</exception>
    public static HttpStepRequest Parse(string text, string file)
    {
        string[] parts = text.ReplaceLineEndings("\n").Split("\n\n", 2);
        string[] lines = [.. parts[0].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        string[] start = lines.Length == 0 ? [] : lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (start.Length is not (2 or 3) || start[0].Any(letter => !char.IsAsciiLetterUpper(letter))) throw new BadSamplesException($"{file} must begin with a request line such as: PUT {{{{uploadUrl}}}}");
        var headers = new List<(string, string)>();
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) throw new BadSamplesException($"{file}: '{line}' is no header");
            headers.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }

        string body = parts.Length == 2 ? parts[1].TrimEnd('\n') : "";
        string? bodyFile = body.StartsWith("< ", StringComparison.Ordinal) ? BodyFileOf(body[2..].Trim(), file) : null;
        return new HttpStepRequest(new HttpMethod(start[0]), start[1], headers, body, bodyFile);
    }

    /// <summary>The message to send.</summary>
    /// <param name="target">Absolute address.</param>
    public HttpRequestMessage ToMessage(Uri target)
    {
        var message = new HttpRequestMessage(Method, target);
        bool hasBody = BodyFile is not null || Body.Length > 0;
        if (hasBody) message.Content = BodyFile is null ? new ByteArrayContent(Encoding.UTF8.GetBytes(Body)) : new StreamContent(File.OpenRead(BodyFile));
        foreach ((string name, string value) in Headers)
            if (!message.Headers.TryAddWithoutValidation(name, value)) AddToContent(message, name, value);
        return message;
    }

    private static void AddToContent(HttpRequestMessage message, string name, string value)
    {
        message.Content ??= new ByteArrayContent([]);
        HttpContentHeaders headers = message.Content.Headers;
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    }

    private static string BodyFileOf(string path, string file)
    {
        string full = Path.GetFullPath(path, Path.GetDirectoryName(file)!); // a file has a folder
        if (!File.Exists(full)) throw new BadSamplesException($"{file} sends {path}, which is not there");
        return new FileInfo(full).Length <= MaxBodyOctets ? full : throw new BadSamplesException($"{full} is larger than {MaxBodyOctets} octets");
    }
}
