using Heed.Alerting.Configuration;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Sns;

/// <summary>Reads <c>sigv4</c>, and what it leaves out from the environment: the variables are those of Amazon's own programs.</summary>
internal static class AwsIdentityReader
{
    /// <summary>Null, and reported, where keys or region cannot be found.</summary>
    /// <param name="reader">The entry that has the key.</param>
    /// <param name="context">For the environment and relative paths.</param>
    /// <param name="knownRegion">What the target's name says; empty for nothing.</param>
    public static AwsIdentity? Read(MappingReader reader, ReadingContext context, string knownRegion)
    {
        string region = "";
        string accessKey = "";
        Credential? secretKey = null;
        if (reader.TryGet("sigv4", out DocumentNode? node))
        {
            MappingReader sigv4 = node.ReadMapping();
            region = sigv4.ReadTemplate("region", "");
            accessKey = sigv4.ReadTemplate("access_key", "");
            secretKey = sigv4.ReadSecret("secret_key", context);
            sigv4.RefuseKeys(
                "give access_key and secret_key, or AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN in the environment, of the role itself",
                "profile", "role_arn", "external_id", "use_fips_sts_endpoint");
            sigv4.Finish();
            if (accessKey.Length == 0 != secretKey is null) node.Report("expected access_key and secret_key together, found one of them");
        }

        Credential? session = null;
        if (accessKey.Length == 0 && context.Environment("AWS_ACCESS_KEY_ID") is { Length: > 0 } key)
        {
            accessKey = key;
            secretKey = FromEnvironment(context, "AWS_SECRET_ACCESS_KEY");
            session = FromEnvironment(context, "AWS_SESSION_TOKEN");
        }

        if (region.Length == 0) region = knownRegion;
        if (region.Length == 0) region = context.Environment("AWS_REGION") ?? "";
        if (region.Length == 0) reader.Node.Report("expected sigv4: { region: … }, or AWS_REGION in the environment; found none");
        if (secretKey is null)
        {
            reader.Node.Report(
                "expected sigv4: { access_key: …, secret_key: … }, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment; found none");
        }

        return region.Length == 0 || secretKey is null ? null : new AwsIdentity(region, accessKey, secretKey, session);
    }

    private static Credential? FromEnvironment(ReadingContext context, string name) =>
        context.Environment(name) is { Length: > 0 } value ? Credential.FromText(value) : null;
}
