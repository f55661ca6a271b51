using System.CommandLine;
using System.Text;
using Cmr.Cli.Instance;
using Cmr.Protocols.Sip.Authentication;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Cli.SipUsers;

/// <summary><c>./cmr sip-user add|remove|list</c>: who may call from outside the trust domain after a digest authentication.</summary>
internal static class SipUserCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "name that the phone logs in with" };
    private static readonly Option<string?> Data = InstanceOptions.Data();
    private static readonly Option<string?> File = new("--file") { Description = "file of users, default: that of the instance" };
    private static readonly Option<string> Realm = new("--realm") { Description = "realm, as in Sip:Authentication:Realm", DefaultValueFactory = _ => DigestUser.DefaultRealm };
    private static readonly Option<string[]> Identity = new("--identity") { Description = "SIP or tel URI that the user may call itself; may be repeated, the first is the usual one. Default sip:NAME@REALM" };

    public static Command Create()
    {
        var add = new Command("add", "Add a user, or give it another secret. The secret is asked for, or read from standard input; it is not kept, only what checks it.") { Name, Realm, Identity, Data, File };
        add.SetAction((parsed, cancellationToken) => AddAsync(FileOf(parsed), parsed, cancellationToken));
        var remove = new Command("remove", "Remove a user.") { Name, Realm, Data, File };
        remove.SetAction(parsed => Remove(FileOf(parsed), parsed));
        var list = new Command("list", "Names, realms and identities; no secrets.") { Data, File };
        list.SetAction(parsed => List(FileOf(parsed)));
        return new Command("sip-user", "Users who may call from outside the trust domain.") { add, remove, list };
    }

    private static SipUserFile FileOf(ParseResult parsed) => new(parsed.GetValue(File) ?? InstanceFolder.Resolve(parsed.GetValue(Data)).SipUsersFile);

    private static async Task<int> AddAsync(SipUserFile file, ParseResult parsed, CancellationToken cancellationToken)
    {
        List<AnyUri> identities = [];
        foreach (string text in parsed.GetValue(Identity) ?? [])
        {
            if (!AnyUri.TryRead(text, out AnyUri uri) || uri.Scheme is not (UriScheme.Sip or UriScheme.Sips or UriScheme.Tel)) return Fail($"{text} is no SIP or tel URI");
            identities.Add(uri);
        }

        string secret = Console.IsInputRedirected ? await Console.In.ReadLineAsync(cancellationToken) ?? "" : Ask();
        try
        {
            DigestUser user = DigestUser.Of(parsed.GetValue(Name)!, parsed.GetValue(Realm)!, secret, identities); // both are required or have a default
            file.Put(user);
            Console.WriteLine($"{user.Name} in realm {user.Realm} is {string.Join(", ", user.Identities)}; the SIP node knows in a few seconds");
            return ExitCodes.Success;
        }
        catch (FormatException exception)
        {
            return Fail(exception.Message);
        }
    }

    private static int Remove(SipUserFile file, ParseResult parsed) =>
        file.Remove(parsed.GetValue(Name)!, parsed.GetValue(Realm)!) ? ExitCodes.Success : Fail("there is no such user"); // both are required or have a default

    private static int List(SipUserFile file)
    {
        foreach (DigestUser user in file.Read()) Console.WriteLine($"{user.Name} {user.Realm} {string.Join(' ', user.Identities)}");
        return ExitCodes.Success;
    }

    private static int Fail(string reason)
    {
        Console.Error.WriteLine($"cmr: {reason}");
        return ExitCodes.WrongUse;
    }

    private static string Ask()
    {
        Console.Error.Write("secret (not shown): ");
        StringBuilder secret = new();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace) secret.Length = Math.Max(0, secret.Length - 1);
            else if (!char.IsControl(key.KeyChar)) secret.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return secret.ToString();
    }
}
