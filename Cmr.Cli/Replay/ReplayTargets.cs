using Cmr.Cli.Instance;

namespace Cmr.Cli.Replay;

/// <summary>Finds out where to replay and as whom.</summary>
internal static class ReplayTargets
{
    /// <summary>The environment variable that may hold the secret: a command line can be read by others.</summary>
    public const string SecretVariable = "CMR_SECRET";

    private const int MaxSecretOctets = 4096;

    /// <exception cref="BadSamplesException">No instance runs, or the credentials are incomplete.</exception>
    public static ReplayTarget Resolve(ReplayOptions options)
    {
        InstanceFolder folder = InstanceFolder.Resolve(options.Data);
        OperatorCredentials? credentials = CredentialsOf(options, folder);
        if (options.Endpoint is { } endpoint) return new ReplayTarget(endpoint, credentials);
        return InstanceState.Load(folder) is { } state
            ? new ReplayTarget(new Uri(state.SoapUrl), credentials)
            : throw new BadSamplesException($"nothing runs in {folder.Root}. Start it with: ./cmr up   or name another one: --data DIR or --endpoint URL");
    }

    private static OperatorCredentials? CredentialsOf(ReplayOptions options, InstanceFolder folder)
    {
        if (options.Principal is { } principal) return new OperatorCredentials(principal, SecretOf(options));
        if (options.SecretFile is not null) throw new BadSamplesException("--secret-file needs --principal");
        // the operator of an instance here is no concern of an endpoint elsewhere, unless it is named
        return options.Endpoint is null || options.Data is not null ? OperatorCredentials.Load(folder) : null;
    }

    private static string SecretOf(ReplayOptions options)
    {
        if (options.SecretFile is { } file) return ReadSecret(file);
        return Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } secret
            ? secret
            : throw new BadSamplesException($"--principal needs its secret: --secret-file FILE, or {SecretVariable} in the environment");
    }

    private static string ReadSecret(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MaxSecretOctets) throw new BadSamplesException($"{file} is too large for a secret");
            string secret = File.ReadAllText(file).Trim();
            return secret.Length > 0 ? secret : throw new BadSamplesException($"{file} is empty");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadSamplesException($"{file} cannot be read: {unreadable.Message}");
        }
    }
}
