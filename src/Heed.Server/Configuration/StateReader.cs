using Heed.Documents;
using Heed.Http;
using Heed.Model.Parsing;

namespace Heed.Server.Configuration;

/// <summary>Reads <c>state: postgres://…</c> or <c>state: {postgres: …, password_file: …, advertise: …}</c>.</summary>
internal sealed class StateReader(ConfiguredFiles files)
{
    /// <summary>Null where it is wrong, which is then reported.</summary>
    public StateOptions? Read(DocumentNode node)
    {
        if (node.Kind == NodeKind.Scalar) return ReadAddress(node) is { } only ? Options(node, only, Secret(only), null) : null;
        MappingReader reader = node.ReadMapping();
        PostgresAddress? address = reader.TryRequire("postgres", "an address such as postgres://heed@db.example.com/heed", out DocumentNode? postgres)
            ? ReadAddress(postgres)
            : null;
        Credential? password = reader.TryGet("password_file", out DocumentNode? secret) ? ReadPassword(secret, address) : Secret(address);
        string? advertise = reader.TryGet("advertise", out DocumentNode? url) ? ReadUrl(url) : null;
        reader.Finish();
        return address is null ? null : Options(postgres!, address, password, advertise);
    }

    private static StateOptions Options(DocumentNode node, PostgresAddress address, Credential? password, string? advertise) => new()
    {
        Postgres = address with { Password = null },
        Password = password,
        Advertise = advertise,
        Line = node.Line,
        Column = node.Column,
    };

    private static Credential? Secret(PostgresAddress? address) => address?.Password is { } text ? Credential.FromText(text) : null;

    private static PostgresAddress? ReadAddress(DocumentNode node)
    {
        ParseResult<PostgresAddress> address = PostgresAddress.Parse(node.Text ?? "");
        if (address.IsSuccess) return address.Value;
        node.Report(address.Error.Message);
        return null;
    }

    private Credential? ReadPassword(DocumentNode node, PostgresAddress? address)
    {
        if (address?.Password is not null) node.Report("expected the password in the address or in a file, found both");
        return files.ReadFile(node, "a file with the password") is { } path ? Credential.FromFile(path) : null;
    }

    private static string? ReadUrl(DocumentNode node)
    {
        bool valid = Uri.TryCreate(node.Text, UriKind.Absolute, out Uri? url) && url is { Scheme: "http" or "https", Query: "", Fragment: "" };
        if (!valid) node.Report($"expected where the other server reaches this one, such as http://10.0.0.1:4333, found {node.Describe()}");
        return valid ? node.Text!.TrimEnd('/') : null;
    }
}
