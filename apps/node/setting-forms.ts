import { IsOptional, IsString } from 'class-validator';
import { wireVersion } from '#bridge';
import { countries, type Country } from '#casework';
import { roles, type Role } from './roles.js';
import {
  DatabaseUrl,
  EventStoreDbUrl,
  Networks,
  OneOf,
  Password,
  SomeOf,
  WebUrl,
  WholeNumber,
} from './setting-checks.js';
import { namesOf } from './settings-in.js';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** What whoever installs is told as well as who runs. Each property is an environment variable. */
class CommonSettings {
  /** Whose node this is. */
  @OneOf(countries, `one of ${countries.join(', ')}`)
  readonly COUNTRY!: Country;

  @IsOptional()
  @DatabaseUrl()
  readonly DATABASE_PROJECTOR_URL?: string;

  @IsOptional()
  @DatabaseUrl()
  readonly DATABASE_EVENTS_URL?: string;

  @IsOptional()
  @EventStoreDbUrl()
  readonly EVENTSTOREDB_URL?: string;

  @IsOptional()
  @DatabaseUrl()
  readonly DATABASE_BRIDGE_URL?: string;

  @OneOf(logLevels)
  readonly LOG_LEVEL: (typeof logLevels)[number] = 'info';
}

/** What the job that installs needs: of the other roles' URLs the names alone, so these need no password. */
export class InstallationSettings extends CommonSettings {
  @DatabaseUrl()
  readonly DATABASE_OWNER_URL!: string;

  @DatabaseUrl()
  readonly DATABASE_APP_URL!: string;
}

/** Every setting of a process of a node. */
export class Settings extends CommonSettings {
  @SomeOf(roles)
  readonly ROLES: readonly Role[] = roles;

  @IsString()
  readonly HTTP_HOST: string = '127.0.0.1';

  /** 0: any that is free; the log says which. */
  @WholeNumber(0, 65_535)
  readonly HTTP_PORT: number = 3000;

  @WholeNumber(1)
  readonly REQUESTS_PER_MINUTE: number = 600;

  @WholeNumber(1, 600)
  readonly REQUEST_TIMEOUT_SECONDS: number = 30;

  @Networks()
  readonly TRUSTED_PROXIES: readonly string[] = [];

  @IsOptional()
  @DatabaseUrl()
  readonly DATABASE_OWNER_URL?: string;

  @IsOptional()
  @DatabaseUrl()
  readonly DATABASE_APP_URL?: string;

  @IsOptional()
  @DatabaseUrl()
  readonly EXCHANGE_URL?: string;

  @IsOptional()
  @IsString()
  readonly EXCHANGES_FILE?: string;

  @IsOptional()
  @IsString()
  readonly PAPER_FILE?: string;

  @WholeNumber(1, 10_080)
  readonly SEND_AGAIN_AFTER_MINUTES: number = 360;

  @WholeNumber(1, wireVersion)
  readonly WIRE_VERSION: number = wireVersion;

  @WholeNumber(1, 365)
  readonly EXCHANGE_KEEPS_DAYS: number = 14;

  @WholeNumber(1, 730)
  readonly ENCRYPTION_KEY_LIVES_DAYS: number = 365;

  @IsOptional()
  @IsString()
  readonly SECRETS_FILE?: string;

  @IsOptional()
  @IsString()
  readonly STAMP_KEYS_FILE?: string;

  @IsOptional()
  @IsString()
  readonly PARTY_KEYS_FILE?: string;

  /** The keys of the parties of instruments; none sign where absent. */
  @IsOptional()
  @IsString()
  readonly INSTRUMENT_KEYS_FILE?: string;

  @IsOptional()
  @IsString()
  readonly TOKEN_AUDIENCE?: string;

  @IsOptional()
  @IsString()
  readonly TOKEN_ISSUER?: string;

  @WholeNumber(1, 10_080)
  readonly TOKEN_LONGEST_LIFETIME_MINUTES: number = 720;

  @IsOptional()
  @WebUrl('the key set of the OIDC provider')
  readonly TOKEN_JWKS_URL?: string;

  /** With which monitoring reads the metrics. */
  @IsOptional()
  @Password()
  readonly METRICS_TOKEN?: string;
}

/** The names of all settings; each may also be given as a file that `NAME_FILE` names. */
export const settingNames: readonly string[] = namesOf(Settings);
