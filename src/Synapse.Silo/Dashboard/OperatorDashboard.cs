using System.Security.Cryptography;
using System.Text;
using Orleans.Dashboard;

namespace Synapse.Silo.Dashboard;

/// <summary>
/// The Orleans dashboard for whoever has the operator key: <c>Authorization: Bearer KEY</c>, or a browser's question for a name (any) and a password (the
/// key). Without a key in the configuration there is no dashboard.
/// </summary>
internal static class OperatorDashboard
{
    private const string Path = "/dashboard";

    public static void Map(WebApplication app, string operatorKey)
    {
        if (operatorKey.Length == 0)
        {
            return;
        }

        var key = SHA256.HashData(Encoding.UTF8.GetBytes(operatorKey));
        app.MapOrleansDashboard(Path).AddEndpointFilter(async (context, next) =>
        {
            if (IsOpenedBy(context.HttpContext.Request.Headers.Authorization.ToString(), key))
            {
                return await next(context);
            }

            context.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"Synapse operator\", charset=\"UTF-8\"";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        });
    }

    private static bool IsOpenedBy(string authorization, byte[] key)
    {
        var given = authorization.Split(' ', 2) is not [var scheme, var value] ? null
            : scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? value
            : scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? PasswordOf(value)
            : null;
        return given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), key);
    }

    private static string? PasswordOf(string basic)
    {
        var bytes = new byte[basic.Length];
        return Convert.TryFromBase64String(basic, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password] ? password : null;
    }
}
