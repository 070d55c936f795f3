const list = (text) => text.split(', ');

export const VERBS = list(
  'download, resolve, open, query, create, delete, update, verify, initialize, register, connect to, enumerate, parse, decrypt, sign, publish, import, export, evaluate, install, uninstall, detect, lock, unlock, mount, dismount, sync, impersonate, deserialize, compress, expand, replicate, retrieve, allocate, bind, authenticate to, authorize, dispatch, schedule, cancel',
);

export const PARTS = list(
  'client, server, site, management point, distribution point, content, policy, inventory, hardware, software, task sequence, boot image, driver, certificate, token, identity, location, boundary, cache, update, deployment, collection, application, compliance, baseline, state message, status, heartbeat, discovery, notification, proxy, gateway, cloud, tenant, co-management, enrollment, endpoint, report, schedule, maintenance',
);

/** None begins another: a text that ends in one is whole. */
export const THINGS = list(
  'manager, record, store, provider, request, response, thread, queue, handle, context, session, channel, endpoint, assignment, package, manifest, hash, digest, catalog, scan result, payload, configuration item, rule set, template, key container, chain, signature block, lease, lookup table, instance, namespace, class, property, service point, replica, partition, cursor, transaction, checkpoint, listener',
);

export const STATES = list(
  'missing, not available, corrupt, locked by another process, out of date, not trusted',
);
export const ENDINGS = list(
  'retrying later, giving up, no retry will be made, falling back to HTTP, rolling back',
);

/** None ends another. */
export const THINGS_JA = list(
  '証明書, 管理サイト, 配布ポイント, 境界グループ, ポリシー, 在庫情報, 展開設定, 更新プログラム, 起動イメージ, タスク手順, 検出規則, 登録要求, 状態通知, 同期処理, 構成項目, 鍵コンテナー, 接続経路, 名前解決, 応答電文, 承認一覧',
);
export const ACTS_JA = list(
  '取得, 登録, 検証, 更新, 送信, 展開, 削除, 復号, 署名, 照合, 発行, 移行, 公開, 予約',
);
export const STATES_JA = list('停止, 拒否, 切断, 破損, 競合, 不足, 中断, 超過');

/** Every one above 0x80000000: a code wherever it stands. */
export const HRESULTS = list(
  '80070005, 80070002, 80070003, 80072ee2, 80072ee7, 80072efd, 80072efe, 80072f05, 80072f06, 80072f0c, 80072f0d, 80072f8f, 8007000e, 8000ffff, 80004005, 80004002, 80041001, 80041002, 80041003, 80041010, 80041013, 87d00215, 87d00227, 87d00231, 87d00244, 87d00314, 87d00324, 87d00325, 87d00607, 87d00664, 87d00668, 87d00669, 87d00692, 87d01106, 87d01202, 87d01281, 80240022, 80240033, 8024401c, 8024402c, 80244022, 80246007, 80091007, 80092004, 80090016, 80090326, 800b0101, 800b0109, 80040154, 80040215, c0000022, c000009a, 800706ba, 800706be, 80070490, 800705b4, 80070643, 80070070, 800704cf, 80072f78',
);
export const WINHTTP = [12002, 12007, 12029, 12030, 12044, 12057, 12152, 12175];

export const LOGS = list(
  'CcmExec, ClientIDManagerStartup, LocationServices, PolicyAgent, PolicyEvaluator, DataTransferService, ContentTransferManager, CAS, ClientLocation, AppEnforce, AppDiscovery, AppIntentEval, UpdatesDeployment, UpdatesHandler, UpdatesStore, WUAHandler, ScanAgent, InventoryAgent, StateMessage, StatusAgent, smsts, ccmsetup, CertificateMaintenance, CcmMessaging, CcmNotificationAgent, CIAgent, CIDownloader, CIStore, DCMAgent, DcmWmiProvider, execmgr, FileSystemFile, InternetProxy, MaintenanceCoordinator, mtrmgr, PwrProvider, RebootCoordinator, Scheduler, ServiceWindowManager, SoftwareCatalogUpdateEndpoint, SrcUpdateMgr, UserAffinity, CoManagementHandler, SensorManagedProvider, mpcontrol, MP_Location, distmgr, wsyncmgr, hman, sitecomp',
);
